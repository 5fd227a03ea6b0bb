--TEST--
When the master is killed, workers that boot or shut down end
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/orphans.inc';

orphans(<<<'CODE'
    $slow = function () use ($dir) {
        note("$dir/up", "up");
        sleep(60);
    };
    $pool = new Pool(fn () => 1, name: "boots", workers: 2, boot: $slow);
    $pool->start();
    $ends = new Pool(fn () => 1, name: "ends", workers: 2, shutdown: $slow, maxJobs: 1);
    $ends->submit(1)->await();
    $ends->submit(2)->await();
    CODE, 4);
?>
--EXPECT--
5 processes, nobody is left
