--TEST--
Status::$exits has the last 100, the newest last, however many there were
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool, WorkerExit};

$pool = new Pool(fn (Job $job) => 1, workers: 1, maxJobs: 1);
$told = [];
$wrong = 0;
$pool->on(Event::WorkerExit, function (WorkerExit $e) use ($pool, &$told, &$wrong) {
    $told[] = $e;
    $kept = $pool->status()->exits;
    $wrong += array_column($kept, 'spawn') !== array_column(array_slice($told, -100), 'spawn');
});
for ($i = 0; $i < 205; $i++) {
    $pool->submit($i);
}
$pool->wait();
$pool->stop();
$exits = $pool->status()->exits;
var_dump($wrong, count($told) >= 205, count($exits), array_is_list($exits), $exits == array_slice($told, -100));
var_dump(array_column($exits, 'spawn') === range(count($told) - 99, count($told)), end($exits)->pid === end($told)->pid);
echo counters($pool, 205), "\n";
no_cycles();
?>
--EXPECT--
int(0)
bool(true)
int(100)
bool(true)
bool(true)
bool(true)
bool(true)
done=205
