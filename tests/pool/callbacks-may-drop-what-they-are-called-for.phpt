--TEST--
Callbacks may drop the last variables that hold the pool, the job and the walk
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool};

$pool = new Pool(fn (Job $job) => $job->payload, workers: 1);
$pool->on(Event::JobDone, function () use (&$pool, &$job, &$results) { $pool = $job = $results = null; gc_collect_cycles(); });
$job = $pool->submit('a');
var_dump($job->await());
var_dump($pool, $job);
$pool = new Pool(fn (Job $job) => $job->payload, workers: 1);
$pool->on(Event::JobDone, function () use (&$pool, &$job, &$results) { $pool = $job = $results = null; gc_collect_cycles(); });
$results = $pool->map([1, 2, 3]);
foreach ($results as $job) {
    echo $job->result(), ' ';
}
echo "\n";
$pool = new Pool(fn (Job $job) => $job->payload, workers: 1);
$pool->on(Event::WorkerExit, function () use (&$pool) { $pool = null; });
$pool->submit(1);
var_dump($pool->run());
no_cycles();
?>
--EXPECTF--
string(1) "a"
NULL
NULL
1 %S
int(0)
