--TEST--
Programs that cannot be started degrade their pool; when they can be again, it recovers
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Command, Event, OnDegraded, Pool};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$dir = temp_dir();
$pool = new Pool(new Command(["$dir/program"], startSeconds: 0), workers: 3);
$pool->on(Event::Degraded, function (Pool $pool, string $why) use (&$degraded) {
    $degraded = $why;
});
$pool->on(Event::Recovered, function () use (&$recovered) {
    $recovered = true;
});
$pool->start();
serve_until($pool, function () use (&$degraded) {
    return $degraded !== null;
});
echo str_replace($dir, 'DIR', $degraded), "\n";
var_dump($pool->status()->degraded);
file_put_contents("$dir/program", "#!/bin/sh\nexec sleep 60\n");
chmod("$dir/program", 0755);
var_dump(serve_until($pool, function () use (&$recovered) {
    return $recovered;
}), serve_until_ready($pool));
$pool->stop();

$pool = new Pool(new Command(["$dir/nothing"]), workers: 3, onDegraded: OnDegraded::Exit);
var_dump($pool->run());
?>
--EXPECT--
5 boots in a row have failed; the last worker could not be started: cannot run "DIR/program": No such file or directory (errno 2)
bool(true)
bool(true)
bool(true)
int(70)
