--TEST--
Programs that come and go leave no descriptor, no zombie and no memory in the master; the soft limit of descriptors that the master raised is not theirs
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Command, Event, Pool};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$n = 0;
$dir = temp_dir();
// As many slots as make the first restarts quick: none waits long on its ladder.
$pool = new Pool(new Command(['true'], startSeconds: 0, notify: false), workers: 20);
$pool->on(Event::WorkerExit, function () use (&$n) {
    $n++;
});
$pool->start();
serve_until($pool, function () use (&$n) {
    return $n >= 40;
});
$before = [count(descriptors()), memory_get_usage()];
serve_until($pool, function () use (&$n) {
    return $n >= 100;
});
$pool->stop();
$zombies = array_filter(array_map(fn ($f) => process_state((int) basename(dirname($f))) === 'Z' && preg_match('/\) Z ' . getmypid() . ' /', (string) @file_get_contents($f)), glob('/proc/[0-9]*/stat')));
var_dump(count(descriptors()) <= $before[0], memory_get_usage() - $before[1] < 200000, $zombies);

$php = new Php('$pool = new Pool(new Supervisor\Command(["sh", "-c", "ulimit -Sn >> $dir/limit; exec sleep 60"], startSeconds: 0), workers: 250);
    $pool->start();
    $pool->tick(0);
    note("$dir/own", posix_getrlimit()["soft openfiles"]);
    serve_until($pool, fn () => is_file("$dir/limit") && count(lines("$dir/limit")) === 250);', before: 'ulimit -Sn 900; ');
var_dump($php->wait(60), array_count_values($php->lines('limit')), $php->lines('own')[0] !== '900');
?>
--EXPECT--
bool(true)
bool(true)
array(0) {
}
int(0)
array(1) {
  [900]=>
  int(250)
}
bool(true)
