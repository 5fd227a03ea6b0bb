--TEST--
With an init in front, proc_open(), exec() and pcntl_waitpid() of the script get the statuses of their processes
--EXTENSIONS--
supervisor
posix
pcntl
--SKIPIF--
<?php
require __DIR__ . '/pid1.inc';
skip_without_namespaces();
?>
--FILE--
<?php
require __DIR__ . '/pid1.inc';

$php = as_pid_1(<<<'CODE'
    echo proc_close(proc_open('exit 7', [], $pipes)), "\n";
    exec('exit 5', result_code: $status);
    echo $status, "\n";
    $pid = pcntl_fork();
    if ($pid === 0) {
        exit(3);
    }
    pcntl_waitpid($pid, $status);
    echo pcntl_wexitstatus($status), "\n";
    CODE);
echo $php->wait(), "\n", $php->out(), $php->err();
?>
--EXPECT--
0
7
5
3
