--TEST--
A script that runs into memory_limit stops its pools, and its status is 255
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/script.inc';

script_that_ends(<<<'CODE'
    str_repeat("x", 500_000_000);
    CODE);
?>
--EXPECTF--
status 255, began: running, done: running
