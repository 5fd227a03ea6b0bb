--TEST--
A pool whose last variable is gone is stopped: the running job is finished, the waiting one is cancelled
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/script.inc';

script_that_ends(<<<'CODE'
    $pid = $pool->status()->slots[0]->pid;
    $pool = null;
    echo json_encode(alive($pid)), " ", implode(" ", lines("$dir/done")), " ", implode(" ", lines("$dir/exits")), "\n";
    CODE);
?>
--EXPECTF--
status 0, began: running, done: running
false running stopped
