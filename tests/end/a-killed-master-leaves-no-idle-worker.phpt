--TEST--
When the master is killed, its idle workers end
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/orphans.inc';

orphans(<<<'CODE'
    $pool = new Pool(fn () => 1, workers: 4, boot: fn () => note("$dir/up", "up"));
    $pool->start();
    CODE, 4);
?>
--EXPECT--
5 processes, nobody is left
