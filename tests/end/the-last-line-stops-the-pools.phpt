--TEST--
A script that ends with its last line stops its pools: the running job is finished, nobody is left
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/script.inc';

script_that_ends(<<<'CODE'
    echo "last line\n";
    CODE);
?>
--EXPECTF--
status 0, began: running, done: running
last line
