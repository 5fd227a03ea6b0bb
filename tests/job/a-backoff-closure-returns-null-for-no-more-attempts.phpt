--TEST--
A backoff closure that returns null ends the attempts, and gets attempt and Failure
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, Job, Pool};

$pool = new Pool(fn (Job $job) => throw new DomainException("attempt $job->attempt"), workers: 1, maxAttempts: 10, backoff: function (int $attempt, Failure $why): ?float {
    echo "backoff($attempt, $why->class $why->message)\n";
    return $attempt < 2 ? 0 : null;
});
$pool->on(Event::JobRetry, fn (Job $job, Failure $why, float $delay) => print("retry in $delay\n"));
$pool->on(Event::JobFailed, fn (Job $job, Failure $why) => print("failed: $why->message\n"));
$job = $pool->submit(1);
echo thrown(fn () => $job->await()), "\n";
echo $job->attempt, ' ', counters($pool, 1), ' retried=', $pool->status()->retried, "\n";
?>
--EXPECTF--
backoff(1, DomainException attempt 1)
retry in 0
backoff(2, DomainException attempt 2)
failed: attempt 2
Supervisor\JobFailed: DomainException: attempt 2 in %s:%d
2 failed=1 retried=1
