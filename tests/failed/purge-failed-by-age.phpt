--TEST--
purgeFailed() forgets what failed so long ago, or all; bad ages are refused and change nothing
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, FailedJob, Job, Pool, Reject, Retry};

$pool = new Pool(fn (Job $job) => throw new Reject('no'), workers: 1);
$pool->on(Event::JobFailed, fn () => null);
echo $pool->purgeFailed(), "\n";
$pool->submit('a');
$pool->submit('b');
$pool->wait();
foreach ([-1, NAN, INF, 31536001] as $bad) {
    echo thrown(fn () => $pool->purgeFailed($bad)), "\n";
}
echo $pool->purgeFailed(3600), ' ', count($pool->failed()), "\n";
$last = $pool->failed()[1]->failedAt;
wait_until(fn () => microtime(true) - $last > 0.06);
$pool->submit('c');
$pool->wait();
$between = ($last + $pool->failed()[2]->failedAt) / 2;
echo $pool->purgeFailed(microtime(true) - $between), ' ', $pool->failed()[0]->payload, "\n";
echo $pool->purgeFailed(0), ' ', count($pool->failed()), ' ', counters($pool, 3), "\n";
?>
--EXPECT--
0
ValueError: Supervisor\Pool::purgeFailed(): Argument #1 ($olderThan) must be between 0 and 31536000 seconds, -1 given
ValueError: Supervisor\Pool::purgeFailed(): Argument #1 ($olderThan) must be between 0 and 31536000 seconds, NAN given
ValueError: Supervisor\Pool::purgeFailed(): Argument #1 ($olderThan) must be between 0 and 31536000 seconds, INF given
ValueError: Supervisor\Pool::purgeFailed(): Argument #1 ($olderThan) must be between 0 and 31536000 seconds, 31536001 given
0 2
2 c
1 0 failed=3
