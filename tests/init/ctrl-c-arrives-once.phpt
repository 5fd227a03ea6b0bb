--TEST--
In the foreground of a terminal Ctrl-C comes once, and Ctrl-Z stops nobody, as for pid 1 without an init
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

// As in a container, where pid 1 leads the session.
at_terminal(AS_PID_1 . ' setsid --ctty', true);
?>
--EXPECT--
2, 18, read: a line
9
