--TEST--
failure() of a job that waits for a retry is the one of its last attempt; it is null when the job is done
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, JobState, Pool};

$pool = new Pool(fn (Job $job) => $job->attempt === 1 ? throw new Exception('first') : $job->attempt, workers: 1, backoff: fn () => 0.1);
$job = $pool->submit(1);
var_dump($job->failure());
serve_until($pool, fn () => $job->state() === JobState::Delayed);
echo $job->failure()->message, "\n", thrown(fn () => $job->result()), "\n";
var_dump($job->await(), $job->failure());
?>
--EXPECT--
NULL
first
Supervisor\StateError: the job is not settled, it is Delayed; await() waits for it
int(2)
NULL
