--TEST--
A second signal to the master kills the workers: run() returns 1, the running jobs are cancelled
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/../helper.inc';

$php = new Php(<<<'CODE'
    $pool = new Pool(function (Job $job) use ($dir) {
        touch("$dir/began");
        while (true) {
            usleep(10000);
        }
    }, workers: 1);
    $job = $pool->submit(1);
    $log = function (string $level, string $message) use ($dir) {
        note("$dir/log", "$level: $message");
    };
    $status = (new Master([$pool], $log))->run();
    echo $job->state()->value, ' ', $job->failure()->reason->value, ' ', $job->failure()->signal, "\n";
    $exit = $pool->status()->exits[0];
    echo $exit->reason->value, ' ', $exit->signal, "\n";
    exit($status);
    CODE);
$php->wait_for('began');
posix_kill($php->pid, SIGTERM);
wait_until(fn () => preg_grep('/got a signal/', $php->lines('log')));
// Signals that come within 0.1 s are one wish.
posix_kill($php->pid, SIGTERM);
usleep(150_000);
posix_kill($php->pid, SIGINT);
var_dump($php->wait());
echo $php->out(), $php->err(), implode("\n", preg_grep('/signal|SIGKILL/', $php->lines('log'))), "\n";
var_dump($php->none_left(0));
?>
--EXPECTF--
int(1)
cancelled cancelled 9
signaled 9
warning: got a signal to stop: workers finish the jobs that they run; a second one ends their time
warning: got another signal to stop: the workers' time is over; a third one kills at once
warning: worker %d did not end in time, sending SIGKILL to its process group
warning: worker %d was killed by SIGKILL in {closure}() at %sscript.php:%d, in job %x-1, attempt 1, %f s into it; up %f s, 0 jobs, peak %fM; its slot stays empty
bool(true)
