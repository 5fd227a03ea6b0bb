--TEST--
SIGSEGV in a worker ends one attempt of the job that it ran
--EXTENSIONS--
supervisor
posix
pcntl
--CAPTURE_STDIO--
STDOUT
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, Job, Pool, WorkerExit};

$pool = new Pool(function (Job $job) {
    if ($job->attempt == 1) {
        pcntl_signal(SIGSEGV, SIG_DFL);
        posix_kill(getmypid(), SIGSEGV);
        sleep(60);
    }
    return 'second attempt';
}, workers: 1, backoff: 0);
$pool->on(Event::JobRetry, fn (Job $job, Failure $why) => print("{$why->reason->name} signal=$why->signal crashes=$job->crashes\n"));
$pool->on(Event::WorkerExit, fn (WorkerExit $e) => $e->planned || print("{$e->reason->name} $e->signal\n"));
echo $pool->submit(1)->await(), "\n", counters($pool, 1), "\n";
?>
--EXPECT--
Signaled signal=11 crashes=1
Signaled 11
second attempt
done=1
