--TEST--
retryFailed() queues a failed job again: same id, fresh counts, a Job object of its own; the old one stays failed
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, FailedJob, Job, Pool, Reject, Retry};

$flag = temp_dir() . '/flag';
$pool = new Pool(function (Job $job) use ($flag) {
    return is_file($flag) ? "$job->id $job->name {$job->headers['h']} " . json_encode($job->payload) . " attempt $job->attempt crashes $job->crashes" : throw new Exception('not yet');
}, workers: 1, maxAttempts: 3, backoff: 0);
$pool->on(Event::JobDone, function (Job $job) use (&$new) { $new = $job; });
$old = $pool->submit(['x' => 1], name: 'it', headers: ['h' => 'v']);
$pool->wait();
echo "{$old->state()->value} after $old->attempt, ", counters($pool, 1), "\n";
touch($flag);
$first = $pool->failed()[0];
var_dump($pool->retryFailed($old->id), $pool->retryFailed($old->id), $pool->failed());
$pool->wait();
echo "old: {$old->state()->value} $old->attempt ", thrown(fn () => $old->result()), "\n";
echo 'new: ', $new === $old ? 'same' : 'another', ' ', $new->id === $old->id ? 'same id' : 'another id', " {$new->state()->value} ", str_replace($old->id, 'ID', $new->result()), "\n";
echo counters($pool, 2), "\n"; // submitted twice
unlink($flag);
$pool->on(Event::JobFailed, fn () => null);
$job = $pool->submit(1);
$pool->wait();
$failed = $pool->failed()[0];
$pool->retryFailed($job->id);
$pool->wait();
$again = $pool->failed()[0];
echo counters($pool, 4), ' ', abs($again->createdAt - $failed->createdAt) < 0.001 && $again->failedAt > $failed->failedAt ? 'created once, failed twice' : 'wrong', "\n";
no_cycles();
?>
--EXPECTF--
failed after 3, failed=1
bool(true)
bool(false)
array(0) {
}
old: failed 3 Supervisor\JobFailed: Exception: not yet in %sphp:8
new: another same id done ID it v {"x":1} attempt 1 crashes 0
done=1 failed=1
done=1 failed=3 created once, failed twice
