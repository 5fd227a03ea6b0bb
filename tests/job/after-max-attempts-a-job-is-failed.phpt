--TEST--
After maxAttempts a job is failed, with the failure of its last attempt
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, Job, JobFailed, Pool, SupervisorException};

$pool = new Pool(fn (Job $job) => throw new DomainException("attempt $job->attempt", 40 + $job->attempt), workers: 1, maxAttempts: 2, backoff: [0]);
$told = [];
$pool->on(Event::JobRetry, function () use (&$told) { $told[] = 'retry'; });
$pool->on(Event::JobFailed, function (Job $job, Failure $why) use (&$told) { $told[] = "failed: $why->message, " . $job->state()->value; });
$job = $pool->submit(1);
try {
    $job->await();
} catch (JobFailed $e) {
    var_dump($e->job === $job, $e->failure == $job->failure(), $e instanceof RuntimeException, $e instanceof SupervisorException);
    echo $e->getMessage(), "\n";
}
echo get_class($e), ' ', thrown(fn () => $job->result()) === thrown(fn () => $job->await()) ? 'again' : 'other', "\n";
$why = $job->failure();
echo "{$why->reason->value} $why->class $why->code $why->message\n";
var_dump($job->attempt, $job->state());
print_r($told);
echo counters($pool, 1), " retried={$pool->status()->retried}\n";
?>
--EXPECTF--
bool(true)
bool(true)
bool(true)
bool(true)
DomainException: attempt 2 in %safter-max-attempts-a-job-is-failed.php:%d
Supervisor\JobFailed again
exception DomainException 42 attempt 2
int(2)
enum(Supervisor\JobState::Failed)
Array
(
    [0] => retry
    [1] => failed: attempt 2, failed
)
failed=1 retried=1
