--TEST--
A script that ends by a fatal error stops its pools, and its status is 255
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/script.inc';

script_that_ends(<<<'CODE'
    eval("function twice() {} function twice() {}");
    CODE);
?>
--EXPECTF--
status 255, began: running, done: running
