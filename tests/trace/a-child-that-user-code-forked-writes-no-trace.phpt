--TEST--
A child that a job forked and that crashes, or gets the trace signal, writes nothing into the worker's cell and does not end the worker
--EXTENSIONS--
supervisor
posix
pcntl
--FILE--
<?php
require __DIR__ . '/trace.inc';

use Supervisor\{Event, Job, Pool, WorkerExit};

function child(int $signal): string
{
    $pid = pcntl_fork();
    if ($pid === 0) {
        posix_kill(getmypid(), $signal);
        posix_kill(getmypid(), SIGKILL); // the trace signal does nothing here
        sleep(60);
    }
    pcntl_waitpid($pid, $status);
    return 'child ended by ' . pcntl_wtermsig($status);
}

$pool = new Pool(function (Job $job) {
    if ($job->payload === 'die') {
        posix_kill(getmypid(), SIGKILL);
        sleep(60);
    }
    return child($job->payload);
}, workers: 1, maxAttempts: 1);
$pool->on(Event::WorkerExit, fn (WorkerExit $e) => $e->planned || print("worker: $e->signal '$e->message' '$e->trace'\n"));
$pool->on(Event::JobFailed, fn ($job, $failure) => print("$failure->message\n"));
foreach ([SIGSEGV, SIGABRT, TRACE_SIGNAL] as $signal) {
    echo $pool->submit($signal)->await(), "\n";
}
$pool->submit('die');
$pool->wait();
?>
--EXPECT--
child ended by 11
child ended by 6
child ended by 9
its worker was killed by SIGKILL
worker: 9 '' ''
