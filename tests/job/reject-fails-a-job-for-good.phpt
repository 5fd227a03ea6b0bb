--TEST--
Reject fails a job for good
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, Job, Pool, Reject, SupervisorException};

$pool = new Pool(fn () => throw new Reject('never again', 3, new Exception('because')), workers: 1, maxAttempts: 5, backoff: 0);
$pool->on(Event::JobRetry, fn () => print("retry\n"));
$pool->on(Event::JobFailed, fn (Job $job, Failure $why) => print("failed: {$why->reason->value}\n"));
$job = $pool->submit(1);
$pool->wait();
$why = $job->failure();
echo "$job->attempt $why->class $why->message $why->code {$why->previous->message}\n", counters($pool, 1), "\n";
var_dump(new Reject instanceof SupervisorException, new Reject instanceof Exception);
?>
--EXPECT--
failed: rejected
1 Supervisor\Reject never again 3 because
failed=1
bool(true)
bool(true)
