--TEST--
Retry(counted: false) costs no attempt, but the 20th time the job is failed as DeliveryLimit, whatever attempts were between
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, FailedJob, Job, Pool, Reject, Retry};

$runs = temp_dir() . '/runs';
$pool = new Pool(function (Job $job) use ($runs) {
    note($runs, (string) $job->attempt);
    throw $job->payload === 'both' && count(lines($runs)) % 4 === 0 ? new Exception('counted') : new Retry(0, counted: false, message: 'not now');
}, workers: 1, maxAttempts: 100, backoff: 0);
foreach (['back', 'both'] as $payload) {
    file_put_contents($runs, '');
    $job = $pool->submit($payload);
    $pool->wait();
    $why = $job->failure();
    echo count(lines($runs)), " runs, $job->attempt attempts, {$why->reason->value}: $why->message\n    because: {$why->previous->class} {$why->previous->message}; ", count($why->earlier), " earlier\n";
}
echo counters($pool, 2), ' ', count($pool->failed()), "\n";
?>
--EXPECT--
20 runs, 0 attempts, delivery_limit: it was handed out 20 times without an attempt that counts; the last time Retry(counted: false) was thrown
    because: Supervisor\Retry not now; 0 earlier
26 runs, 6 attempts, delivery_limit: it was handed out 20 times without an attempt that counts; the last time Retry(counted: false) was thrown
    because: Supervisor\Retry not now; 6 earlier
failed=2 2
