--TEST--
An attempt that runs longer than the pool's timeout has failed as TimedOut: it counts as an attempt but not as a crash, and tells its PHP stack
--EXTENSIONS--
supervisor
posix
--INI--
zend.exception_ignore_args=1
--FILE--
<?php
use Supervisor\{Event, Failure, Job, JobFailed, Pool, WorkerExit};

require __DIR__ . '/../helper.inc';

function wait_for_ever(): void
{
    sleep(60);
}

function plain(string $text): string
{
    return preg_replace(['~(?<=[ (])/\S*/~', '/\{closure[^}]*\}/'], ['', '{closure}'], $text);
}

$log = log_to_file();
$pool = new Pool(function (Job $job) {
    wait_for_ever();
}, workers: 1, timeout: 0.3, maxAttempts: 2, backoff: 0);
$pool->on(Event::JobRetry, fn (Job $job, Failure $why) => print("retry: {$why->reason->name}, attempt $job->attempt, crashes $job->crashes\n"));
$pool->on(Event::WorkerExit, fn (WorkerExit $e) => $e->planned || print("worker: {$e->reason->name} signal=$e->signal jobs=$e->jobs restartIn=$e->restartIn\n"));
$job = $pool->submit('hang');
$start = microtime(true);
try {
    $job->await();
} catch (JobFailed $e) {
    $why = $job->failure();
    echo plain($e->getMessage()), "\n{$why->reason->name}, attempt $job->attempt, crashes $job->crashes, line $why->line, ", basename($why->file), "\n", plain($why->trace), "\n";
}
microtime(true) - $start >= 0.6 or print("too early\n");
$exit = $pool->status()->exits[0];
var_dump($exit->job === $job, $exit->pid !== $pool->status()->exits[1]->pid, plain($exit->trace) === plain($why->trace), $pool->status()->crashes);
echo counters($pool, 1), "\n";
$pool->stop();
preg_match('/the stack of worker \d+ was (.*)/', implode("\n", lines($log)), $m);
echo plain($m[1] ?? file_get_contents($log)), "\n";
echo count(preg_grep('/was killed because its time was up in wait_for_ever\(\) at .*php:\d+, in job [0-9a-f]+-\d+, attempt [12], \d\.\d+ s into it; .*; replaced at once/', lines($log))), " lines of the log\n";
?>
--EXPECT--
retry: TimedOut, attempt 1, crashes 0
worker: TimedOut signal=9 jobs=0 restartIn=0
worker: TimedOut signal=9 jobs=0 restartIn=0
its time of 0.3 s was up in wait_for_ever() at the-timeout-of-the-pool-ends-an-attempt.php:8
TimedOut, attempt 2, crashes 0, line 8, the-timeout-of-the-pool-ends-an-attempt.php
#0 the-timeout-of-the-pool-ends-an-attempt.php(8): sleep()
#1 the-timeout-of-the-pool-ends-an-attempt.php(18): wait_for_ever()
#2 [internal function]: {closure}()
#3 {main}
bool(true)
bool(true)
bool(true)
int(0)
failed=1
#0 the-timeout-of-the-pool-ends-an-attempt.php(8): sleep() #1 the-timeout-of-the-pool-ends-an-attempt.php(18): wait_for_ever() #2 [internal function]: {closure}() #3 {main}
2 lines of the log
