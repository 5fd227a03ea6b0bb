--TEST--
A job that is failed for its crashes says what each of them was; the attempts before are in $earlier
--EXTENSIONS--
supervisor
posix
pcntl
--CAPTURE_STDIO--
STDOUT
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, FailedJob, Job, Pool, Reject, Retry};

pcntl_signal(SIGSEGV, SIG_DFL); // the sanitizers' handler would stay, and tell no place
function handle(Job $job)
{
    match ($job->attempt) {
        1 => posix_kill(getmypid(), SIGKILL) && sleep(60),
        2 => throw new RuntimeException('only an exception'),
        3 => posix_kill(getmypid(), SIGSEGV) && sleep(60),
    };
}
$pool = new Pool(handle(...), workers: 1, maxAttempts: 100, maxCrashes: 2, backoff: 0);
$job = $pool->submit(1);
echo str_replace(__FILE__, 'FILE', preg_replace('/ \(core dumped\)/', '', thrown(fn () => $job->await()))), "\n";
$why = $job->failure();
echo "{$why->reason->name} $why->signal $job->attempt $job->crashes\n";
foreach ($why->earlier as $f) {
    echo "{$f->reason->name} ", json_encode([$f->message, $f->class, $f->signal, $f->trace, $f->earlier, $f->previous]), ' ', $f->pid > 0 ? 'pid' : 'no pid', "\n";
}
echo $pool->failed()[0]->crashes, ' ', count($pool->failed()[0]->failure->earlier), "\n";
?>
--EXPECT--
Supervisor\JobFailed: its worker died 2 times: was killed by SIGKILL; died of SIGSEGV in handle() at FILE:12
Signaled 11 3 2
Signaled ["its worker was killed by SIGKILL",null,9,"",[],null] pid
Exception ["only an exception","RuntimeException",null,"",[],null] pid
2 2
