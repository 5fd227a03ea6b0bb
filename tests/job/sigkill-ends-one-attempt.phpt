--TEST--
SIGKILL of a worker ends one attempt of the job that it ran
--EXTENSIONS--
supervisor
posix
--CAPTURE_STDIO--
STDOUT
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, Job, Pool, WorkerExit};

$pool = new Pool(function (Job $job) {
    if ($job->attempt == 1) {
        posix_kill(getmypid(), SIGKILL);
        sleep(60);
    }
    return "attempt $job->attempt, crashes $job->crashes";
}, workers: 1, backoff: 0);
$pool->on(Event::JobRetry, fn (Job $job, Failure $why, float $delay) => print("{$why->reason->name} signal=$why->signal exit=" . json_encode($why->exitCode) .
    " crashes=$job->crashes delay=$delay pid=" . ($why->pid === $GLOBALS['pid'] ? 'right' : $why->pid) . "\n"));
$pool->on(Event::WorkerExit, function (WorkerExit $e) {
    if (!$e->planned) {
        $GLOBALS['pid'] = $e->pid;
        echo "{$e->reason->name} $e->signal ", json_encode($e->exitCode), "\n";
    }
});
$pool->start();
$pid = $pool->status()->slots[0]->pid;
$job = $pool->submit(1);
echo $job->await(), "\n", counters($pool, 1), ' crashes=', $pool->status()->crashes, "\n";
var_dump($job->crashes, $job->attempt);
?>
--EXPECT--
Signaled signal=9 exit=null crashes=1 delay=0 pid=right
Signaled 9 null
attempt 2, crashes 1
done=1 crashes=1
int(1)
int(2)
