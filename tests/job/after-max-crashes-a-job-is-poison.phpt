--TEST--
After maxCrashes deaths of its worker a job is failed, though attempts are left
--EXTENSIONS--
supervisor
posix
--CAPTURE_STDIO--
STDOUT
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool};

$pool = new Pool(function (Job $job) { posix_kill(getmypid(), SIGKILL); sleep(60); }, workers: 1, maxAttempts: 100, maxCrashes: 1, backoff: 0);
$pool->on(Event::JobRetry, fn () => print("retry\n"));
$job = $pool->submit(1);
echo thrown(fn () => $job->await()), "\n";
echo "$job->attempt $job->crashes {$job->failure()->reason->value} ", counters($pool, 1), "\n";
?>
--EXPECTF--
Supervisor\JobFailed: its worker was killed by SIGKILL
1 1 signaled failed=1
