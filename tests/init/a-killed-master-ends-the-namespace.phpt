--TEST--
When the master is killed, pid 1 ends, and all others of its namespace with it
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
    $pool = new Pool(function (Job $job) use ($dir) {
        exec('setsid sleep 1000 > /dev/null 2>&1 & echo');
        note("$dir/up", 'up');
        while (true) {
            sleep(1000);
        }
    }, workers: 2);
    $pool->submit(1);
    $pool->submit(2);
    $pool->run();
    CODE);
$php->wait_for('up', 2);
echo count($php->left()) >= 7 ? "all are there\n" : print_r($php->left(), true);
posix_kill(children(pid_1_of($php))[0], SIGKILL);
echo json_encode($php->wait()), $php->none_left(1.0) ? " nobody is left\n" : " left behind\n";
?>
--EXPECT--
all are there
137 nobody is left
