--TEST--
A job that is submitted to a pool that is not started starts it; await(), wait(), tick(), finish() and run() settle it
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, JobState, Pool};

$methods = [
    'await' => fn (Pool $pool, Job $job) => $job->await(),
    'wait' => fn (Pool $pool, Job $job) => $pool->wait(),
    'tick' => fn (Pool $pool, Job $job) => serve_until($pool, fn () => $job->state() === JobState::Done),
    'finish' => fn (Pool $pool, Job $job) => $pool->finish(),
    'run' => fn (Pool $pool, Job $job) => $pool->run(),
];
foreach ($methods as $name => $method) {
    $pool = new Pool(fn (Job $job) => $job->payload . '!', workers: 1);
    $job = $pool->submit($name);
    $method($pool, $job);
    echo $job->result(), "\n";
}
?>
--EXPECT--
await!
wait!
tick!
finish!
run!
