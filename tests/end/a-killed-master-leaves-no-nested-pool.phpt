--TEST--
When the master is killed, the workers of pools that its workers run end, too
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/orphans.inc';

orphans(<<<'CODE'
    $pool = new Pool(function (Job $job) use ($dir) {
        $inner = new Pool(function () use ($dir) {
            note("$dir/up", "up");
            while (true);
        }, name: "inner", workers: 2);
        $inner->submit(1);
        $inner->submit(2);
        $inner->run();
    }, workers: 1);
    $pool->submit(1);
    CODE, 2);
?>
--EXPECT--
4 processes, nobody is left
