--TEST--
A fatal error in a callback, while run() runs, stops the pools, and the status is 255
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/script.inc';

script_that_ends(<<<'CODE'
    $pool->on(Event::WorkerReady, fn () => eval("function twice() {} function twice() {}"));
    $second = new Pool(fn () => 1, name: "second", workers: 2);
    $second->on(Event::WorkerReady, fn () => eval("function twice() {} function twice() {}"));
    Supervisor\run($pool, $second);
    CODE);
?>
--EXPECTF--
status 255, began: running, done: running
