--TEST--
Retry without a delay waits as backoff says, and counts as an attempt
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, Job, Pool, Retry};

$pool = new Pool(fn (Job $job) => throw new Retry, workers: 1, backoff: fn (int $attempt) => $attempt / 1000, maxAttempts: 3);
$pool->on(Event::JobRetry, fn (Job $job, Failure $why, float $delay) => print("$delay\n"));
$job = $pool->submit(1);
$pool->wait();
echo "$job->attempt {$job->failure()->class}\n", counters($pool, 1), "\n";
?>
--EXPECT--
0.001
0.002
3 Supervisor\Retry
failed=1
