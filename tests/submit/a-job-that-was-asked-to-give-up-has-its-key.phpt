--TEST--
submit(unique:) returns a job that runs and was asked to give up: its key is free when it has ended
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, JobState, Pool};

$pool = new Pool(function (Job $job) {
    if ($job->payload === 'first' && wait_until(fn () => $job->cancelled())) {
        throw new Exception('gave up');
    }
    return $job->payload;
}, workers: 1);
$first = $pool->submit('first', unique: 'k');
serve_until($pool, fn () => $first->state() === JobState::Running);
var_dump($first->cancel());
$second = $pool->submit('second', unique: 'k');
var_dump($second === $first);
echo thrown(fn () => $second->await()), "\n";
echo $pool->submit('third', unique: 'k')->await(), ' ', counters($pool, 2), "\n";
?>
--EXPECT--
bool(true)
bool(true)
Supervisor\JobFailed: the job was cancelled while it ran
third done=1 cancelled=1
