--TEST--
An exception of a callback leaves tick(); uncaught, it ends the script and its pools
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/script.inc';

script_that_ends(<<<'CODE'
    $pool->on(Event::JobDone, fn () => throw new RuntimeException("from a callback"));
    $pool->on(Event::WorkerExit, fn () => throw new RuntimeException("from a callback at the end"));
    posix_kill($pool->status()->slots[0]->pid, SIGTERM);
    while (true) {
        $pool->tick(1);
    }
    CODE);
?>
--EXPECTF--
status 255, began: running, done: running
