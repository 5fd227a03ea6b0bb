--TEST--
A script that fills its memory in small steps until memory_limit stops its pools
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/script.inc';

script_that_ends(<<<'CODE'
    for ($all = []; ; ) {
        $all[] = [count($all), str_repeat("x", 1000)];
    }
    CODE, '-d display_errors=0 -d memory_limit=32M');
?>
--EXPECTF--
status 255, began: running, done: running
