--TEST--
10,000 failed jobs are kept; when there are more the oldest ones go, counted, and the log says so once
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, FailedJob, Job, Pool, Reject, Retry};

$log = log_to_file();
$pool = new Pool(fn (Job $job) => throw new Reject('no'), workers: 1);
foreach ($pool->map((fn () => yield from range(1, 10_050))()) as $job);
unset($job);
$failed = $pool->failed();
$s = $pool->status();
echo count($failed), " from {$failed[0]->payload} to {$failed[9999]->payload}, kept $s->failedKept, dropped $s->failedDropped, ", counters($s, 10_050), "\n";
echo preg_replace('/^\S+ /', '', implode("\n", lines($log))), "\n";
?>
--EXPECT--
10000 from 51 to 10050, kept 10000, dropped 50, failed=10050
supervisor.warning: pool "default": the store of failed jobs is full (at most 10000 jobs, 64 MiB): from now on the oldest ones are dropped
