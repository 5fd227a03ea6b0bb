--TEST--
A worker that runs into memory_limit, in each phase of its life: how it is told, what becomes of the job, and when there is a new worker
--EXTENSIONS--
supervisor
posix
pcntl
sockets
--FILE--
<?php
require __DIR__ . '/fault.inc';

row('memory_limit');
?>
--EXPECT--
boot: BootFailed status 255, on the ladder; job: Done, attempt 1
idle: no code of the script runs there
in a job: retry after OutOfMemory, attempt 1, crashes 0; OutOfMemory status 255, replaced at once, with a job; job: Done, attempt 2
draining: retry after OutOfMemory, attempt 1, crashes 0; OutOfMemory status 255, replaced at once, with a job; job: Done, attempt 2
stopping: OutOfMemory status 255, not replaced; job: Done, attempt 1
nobody is left
