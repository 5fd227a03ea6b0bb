--TEST--
When the master is killed, workers that run a Loop end
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/orphans.inc';

orphans(<<<'CODE'
    $pool = new Pool(new Loop(function (Worker $worker) use ($dir) {
        note("$dir/up", "up");
        while ($worker->next()) {
            usleep(100_000);
        }
    }), workers: 2);
    $pool->start();
    CODE, 2);
?>
--EXPECT--
3 processes, nobody is left
