--TEST--
A Job is read-only in the handler, too
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn (Job $job) => [
    thrown(function () use ($job) { $job->payload[] = 'x'; }),
    thrown(function () use ($job) { $job->attempt = 7; }),
    thrown(function () use ($job) { unset($job->id); }),
    thrown(fn () => clone $job),
    thrown(fn () => serialize($job)),
    thrown(fn () => $job->await()),
    thrown(fn () => $job->result()),
    $job->payload, $job->attempt,
], workers: 1);
print_r($pool->submit([1])->await());
?>
--EXPECT--
Array
(
    [0] => Error: Cannot modify read-only property Supervisor\Job::$payload
    [1] => Error: Cannot modify read-only property Supervisor\Job::$attempt
    [2] => Error: Cannot modify read-only property Supervisor\Job::$id
    [3] => Error: Trying to clone an uncloneable object of class Supervisor\Job
    [4] => Exception: Serialization of 'Supervisor\Job' is not allowed
    [5] => Supervisor\StateError: Job::await() is for the process that submitted the job, not for the handler that runs it
    [6] => Supervisor\StateError: Job::result() is for the process that submitted the job, not for the handler that runs it
    [7] => Array
        (
            [0] => 1
        )

    [8] => 1
)
