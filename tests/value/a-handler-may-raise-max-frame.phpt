--TEST--
max_frame that was raised after the pool was made, on either side, breaks nothing
--EXTENSIONS--
supervisor
--INI--
supervisor.max_frame=64K
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, JobState, Pool};

$pool = new Pool(function (Job $job) {
    @ini_set('supervisor.max_frame', '16M'); // warns that the master does not read so much
    return str_repeat('x', 8 << 20);
}, workers: 1);
$pool->on(Event::WorkerExit, fn ($e) => $e->planned || print("worker ended: {$e->reason->value}\n"));
$job = $pool->submit(1);
$pool->wait();
echo $job->state() === JobState::Done ? strlen($job->result()) : "{$job->state()->value} {$job->failure()->reason->name}: {$job->failure()->message}", "\n";
?>
--EXPECTF--
%r(8388608|failed ResultUnsendable: the handler returned more than supervisor.max_frame .*)%r
