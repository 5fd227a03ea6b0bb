--TEST--
Jobs that failed are given out like the others, after their retries
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, JobState, Pool, Reject};

$pool = new Pool(fn (Job $job) => match ($job->payload) { 'bad' => throw new DomainException('bad'), 'reject' => throw new Reject('no'), 'second' => $job->attempt === 2 ? 'second' : throw new Exception, default => $job->payload },
    workers: 2, maxAttempts: 2, backoff: 0);
foreach ($pool->map(['good', 'bad', 'second', 'reject'], ordered: true) as $job) {
    echo "$job->payload {$job->state()->value} $job->attempt ", $job->failure()?->reason->name, ' ', $job->state() === JobState::Done ? $job->result() : strtok(thrown(fn () => $job->result()), ' '), "\n";
}
echo counters($pool, 4), "\n";
?>
--EXPECT--
good done 1  good
bad failed 2 Exception Supervisor\JobFailed:
second done 2  second
reject failed 1 Rejected Supervisor\JobFailed:
done=2 failed=2
