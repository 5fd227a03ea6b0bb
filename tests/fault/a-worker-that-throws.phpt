--TEST--
A worker that throws what nobody catches, in each phase of its life: how it is told, what becomes of the job, and when there is a new worker
--EXTENSIONS--
supervisor
posix
pcntl
sockets
--FILE--
<?php
require __DIR__ . '/fault.inc';

row('exception');
?>
--EXPECT--
boot: BootFailed status 255, on the ladder; job: Done, attempt 1
idle: no code of the script runs there
in a job: retry after Exception, attempt 1, crashes 0; job: Done, attempt 2
draining: retry after Exception, attempt 1, crashes 0; job: Done, attempt 2
stopping: Fatal status 255, not replaced; job: Done, attempt 1
nobody is left
