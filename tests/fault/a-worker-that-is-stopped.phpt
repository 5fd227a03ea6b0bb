--TEST--
A worker that is stopped by SIGSTOP, in each phase of its life: how it is told, what becomes of the job, and when there is a new worker
--EXTENSIONS--
supervisor
posix
pcntl
sockets
--FILE--
<?php
require __DIR__ . '/fault.inc';

row('SIGSTOP');
?>
--EXPECT--
boot: BootTimedOut signal 9, on the ladder; job: Done, attempt 1
idle: Signaled signal 9, not replaced; job: Done, attempt 1
in a job: retry after TimedOut, attempt 1, crashes 0; TimedOut signal 9, replaced at once, with a job; job: Done, attempt 2
draining: retry after TimedOut, attempt 1, crashes 0; TimedOut signal 9, replaced at once, with a job; job: Done, attempt 2
stopping: Signaled signal 9, not replaced; job: Done, attempt 1
nobody is left
