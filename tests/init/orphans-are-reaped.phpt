--TEST--
Orphans of a namespace, which come to pid 1, do not stay as zombies
--EXTENSIONS--
supervisor
posix
--SKIPIF--
<?php
require __DIR__ . '/pid1.inc';
skip_without_namespaces();
?>
--FILE--
<?php
require __DIR__ . '/pid1.inc';

$php = as_pid_1(<<<'CODE'
    for ($i = 0; $i < 20; $i++) {
        exec('for i in 1 2 3 4 5; do (sleep 0.1 &); done > /dev/null 2>&1');
    }
    $pids = fn () => count(glob('/proc/[0-9]*'));
    echo $pids() > 2 ? "there are others\n" : "it was too slow\n";
    echo wait_until(fn () => $pids() === 2) ? "all are reaped\n" : shell_exec('ps -ef');
    CODE);
echo json_encode($php->wait()), "\n", $php->out(), $php->err();
?>
--EXPECT--
0
there are others
all are reaped
