--TEST--
maxMemory of a program counts its whole process group; it is replaced, its successor ready before it leaves
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Command, Event, Pool, SlotStatus, WorkerExit};

require __DIR__ . '/../helper.inc';
require __DIR__ . '/notify.inc';

$log = log_to_file();
$dir = temp_dir();
// The program itself stays small; a child of it takes the memory once a file is there. Only the first worker does that.
$child = "require '$dir/notify.inc'; wait_for('$dir/go'); \$s = str_repeat('x', 70 << 20); sleep(60);";
copy(__DIR__ . '/notify.inc', "$dir/notify.inc");
file_put_contents("$dir/child.php", "<?php $child");
$php = getenv('TEST_PHP_EXECUTABLE');
$pool = new Pool(new Command(['sh', '-c', "if [ \$SUPERVISOR_SPAWN = 1 ]; then $php -n -d memory_limit=-1 $dir/child.php & wait; else exec sleep 60; fi"], startSeconds: 0.05),
    workers: 1, maxMemory: '80M');
$pool->on(Event::WorkerReady, function (SlotStatus $slot) use (&$events) {
    $events[] = "ready $slot->spawn";
});
$pool->on(Event::WorkerExit, function (WorkerExit $e) use (&$events) {
    $events[] = "exit $e->spawn {$e->reason->value} " . json_encode([$e->planned, $e->peakMemory > 80 << 20, $e->restartIn]);
});
$pool->start();
serve_until_ready($pool);
$pool->tick(1.2); // a look or two
touch("$dir/go");
serve_until($pool, function () use (&$events) {
    return count($events) >= 3;
});
print_r($events);
$pool->stop();
?>
--EXPECT--
Array
(
    [0] => ready 1
    [1] => ready 2
    [2] => exit 1 max_memory [true,true,0]
)
