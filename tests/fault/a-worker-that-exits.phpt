--TEST--
A worker that calls exit(3), in each phase of its life: how it is told, what becomes of the job, and when there is a new worker
--EXTENSIONS--
supervisor
posix
pcntl
sockets
--FILE--
<?php
require __DIR__ . '/fault.inc';

row('exit');
?>
--EXPECT--
boot: BootFailed status 3, on the ladder; job: Done, attempt 1
idle: no code of the script runs there
in a job: retry after Exited, attempt 1, crashes 0; Exited status 3, replaced at once, with a job; job: Done, attempt 2
draining: retry after Exited, attempt 1, crashes 0; Exited status 3, replaced at once, with a job; job: Done, attempt 2
stopping: Exited status 3, not replaced; job: Done, attempt 1
nobody is left
