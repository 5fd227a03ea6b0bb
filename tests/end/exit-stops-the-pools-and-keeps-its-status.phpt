--TEST--
exit(7) stops the pools, and the script keeps its status
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/script.inc';

script_that_ends(<<<'CODE'
    exit(7);
    CODE);
?>
--EXPECTF--
status 7, began: running, done: running
