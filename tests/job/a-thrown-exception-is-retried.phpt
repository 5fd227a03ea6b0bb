--TEST--
A thrown exception is retried until the handler returns
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, Job, Pool};

$pool = new Pool(fn (Job $job) => $job->attempt < 3 ? throw new RuntimeException("attempt $job->attempt") : "done in attempt $job->attempt", workers: 1, backoff: fn () => 0.1);
$pool->on(Event::JobRetry, function (Job $job, Failure $why, float $delay) {
    echo "retry after $why->message: attempt $job->attempt, ", $job->state()->value, ", $why->class, $delay s\n";
});
$pool->on(Event::JobFailed, fn () => print("failed\n"));
$pool->on(Event::JobDone, fn (Job $job) => print("done: {$job->result()}\n"));
$job = $pool->submit(1);
echo $job->attempt, "\n";
var_dump($job->await(), $job->attempt, $job->crashes, $job->failure());
$status = $pool->status();
echo counters($status, 1), " retried=$status->retried crashes=$status->crashes restarts=$status->restarts\n";
?>
--EXPECTF--
%d
retry after attempt 1: attempt 1, delayed, RuntimeException, 0.1 s
retry after attempt 2: attempt 2, delayed, RuntimeException, 0.1 s
done: done in attempt 3
string(17) "done in attempt 3"
int(3)
int(0)
NULL
done=1 retried=2 crashes=0 restarts=0
