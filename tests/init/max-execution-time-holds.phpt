--TEST--
With an init in front max_execution_time ends a script as it does elsewhere
--EXTENSIONS--
supervisor
posix
--SKIPIF--
<?php
require __DIR__ . '/pid1.inc';
skip_without_namespaces();
?>
--FILE--
<?php
require __DIR__ . '/pid1.inc';

$php = as_pid_1('while (true);', '-d max_execution_time=1 -d display_errors=1 -d log_errors=0');
echo json_encode($php->wait(60)), "\n", preg_replace('/ in \S+ .*/', '', trim($php->out())), "\n";
?>
--EXPECT--
255
Fatal error: Maximum execution time of 1 second exceeded
