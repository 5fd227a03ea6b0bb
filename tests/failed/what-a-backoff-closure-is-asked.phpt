--TEST--
A backoff closure is given the number of the attempt that failed and its Failure, once for each; null fails the job with that one
--EXTENSIONS--
supervisor
posix
--CAPTURE_STDIO--
STDOUT
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, FailedJob, Job, Pool, Reject, Retry};

$asked = [];
$pool = new Pool(function (Job $job) {
    match ($job->attempt) {
        1 => throw new LengthException('first'),
        2 => posix_kill(getmypid(), SIGKILL) && sleep(60),
        default => throw new Exception("attempt $job->attempt"),
    };
}, workers: 1, maxAttempts: 100, backoff: function (int $attempt, Failure $why) use (&$asked): ?float {
    $asked[] = "$attempt {$why->reason->name} $why->message";
    return $attempt < 4 ? 0 : null;
});
$job = $pool->submit(1);
$pool->wait();
echo implode("\n", $asked), "\n", "{$job->failure()->message} $job->attempt ", counters($pool, 1), ' retried ', $pool->status()->retried, ' ', count($pool->failed()), "\n";
// Retry that names its delay, Reject and the last attempt do not ask.
$asked = [];
$pool2 = new Pool(fn (Job $job) => throw $job->payload === 1 ? new Reject('r') : ($job->attempt === 1 ? new Retry(0) : new Exception('x')), workers: 1, maxAttempts: 2,
    backoff: function () use (&$asked) { $asked[] = 1; return 0; });
$pool2->submit(1);
$pool2->submit(2);
$pool2->wait();
echo count($asked), ' ', counters($pool2, 2), "\n";
// A run that is handed back is asked about under the number that it had, which is from 1, and which the next one has again.
$asked = [];
$pool3 = new Pool(function (Job $job) {
    static $n = 0;

    match (++$n) {
        1, 2, 4 => throw new Retry(counted: false),
        3 => throw new Exception('x'),
        default => null,
    };
}, workers: 1, backoff: function (int $attempt, Failure $why) use (&$asked) { $asked[] = "$attempt {$why->class}"; return 0; });
$pool3->submit(1);
$pool3->wait();
echo implode(', ', $asked), ' ', counters($pool3, 1), "\n";
no_cycles();
?>
--EXPECT--
1 Exception first
2 Signaled its worker was killed by SIGKILL
3 Exception attempt 3
4 Exception attempt 4
attempt 4 4 failed=1 retried 3 1
0 failed=2
1 Supervisor\Retry, 1 Supervisor\Retry, 1 Exception, 2 Supervisor\Retry done=1
