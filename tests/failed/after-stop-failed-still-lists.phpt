--TEST--
After stop() failed() still lists and purgeFailed() forgets; to queue again is a StateError
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, FailedJob, Job, Pool, Reject, Retry};

$pool = new Pool(fn (Job $job) => throw new Reject('no'), workers: 1, name: 'p');
echo count($pool->failed()), "\n"; // also before the start
$job = $pool->submit('x');
$pool->wait();
$pool->stop();
echo $pool->failed()[0]->payload, "\n", thrown(fn () => $pool->retryFailed($job->id)), "\n", thrown(fn () => $pool->retryAllFailed()), "\n", thrown(fn () => $pool->retryFailed('x')), "\n";
echo counters($pool, 1), ' ', $pool->purgeFailed(), ' ', count($pool->failed()), "\n";
?>
--EXPECT--
0
x
Supervisor\StateError: Pool::retryFailed() cannot be called: pool "p" was stopped; failed() still lists its failed jobs
Supervisor\StateError: Pool::retryAllFailed() cannot be called: pool "p" was stopped; failed() still lists its failed jobs
Supervisor\StateError: Pool::retryFailed() cannot be called: pool "p" was stopped; failed() still lists its failed jobs
failed=1 1 0
