--TEST--
A script that ends by an uncaught exception stops its pools, and its status is 255
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/script.inc';

script_that_ends(<<<'CODE'
    throw new RuntimeException("nobody catches this");
    CODE);
?>
--EXPECTF--
status 255, began: running, done: running
