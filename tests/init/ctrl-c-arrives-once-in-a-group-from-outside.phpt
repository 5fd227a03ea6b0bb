--TEST--
Ctrl-C comes once, and the terminal can be read, when pid 1 is in a process group from outside of its namespace
--EXTENSIONS--
supervisor
posix
pcntl
--SKIPIF--
<?php
require __DIR__ . '/terminal.inc';
skip_without_namespaces();
skip_without_terminals();
?>
--FILE--
<?php
require __DIR__ . '/terminal.inc';

// As when somebody types unshare into a shell.
at_terminal('setsid --ctty --wait ' . AS_PID_1, false);
?>
--EXPECT--
2, read: a line
9
