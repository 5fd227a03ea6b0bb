--TEST--
exit(7) in a callback of run() stops the pools, and the script keeps its status
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/script.inc';

script_that_ends(<<<'CODE'
    $pool->on(Event::WorkerExit, fn () => exit(7));
    posix_kill($pool->status()->slots[0]->pid, SIGTERM);
    $pool->run();
    echo "not reached\n";
    CODE);
?>
--EXPECTF--
status 7, began: running, done: running
