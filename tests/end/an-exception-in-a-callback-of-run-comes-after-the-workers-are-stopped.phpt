--TEST--
An exception of a callback leaves run() after the workers are stopped
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/script.inc';

script_that_ends(<<<'CODE'
    $pid = $pool->status()->slots[0]->pid;
    $pool->on(Event::WorkerExit, fn () => throw new RuntimeException("from a callback"));
    posix_kill($pid, SIGTERM);
    $second = new Pool(fn () => sleep(5), name: "second", workers: 2);
    try {
        Supervisor\run($pool, $second);
    } catch (RuntimeException $e) {
        echo $e->getMessage(), " ", json_encode(alive($pid)), " ", count($pool->status()->exits), " ", count($second->status()->exits), "\n";
        exit(9);
    }
    CODE);
?>
--EXPECTF--
status 9, began: running, done: running
from a callback false %d 2
