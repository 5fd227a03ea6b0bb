--TEST--
SIGTERM to pid 1 ends a script without handlers, as it would elsewhere; one with handlers gets the signals
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

$php = as_pid_1('touch("$dir/up"); while (true) sleep(1000);');
$php->wait_for('up');
posix_kill(pid_1_of($php), SIGTERM);
echo json_encode($php->wait()), $php->none_left() ? " nobody is left\n" : " left behind\n";

$php = as_pid_1(<<<'CODE'
    pcntl_async_signals(true);
    $signals = [SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGTTIN, SIGTTOU, SIGTSTP, SIGWINCH, SIGCONT, SIGTERM];
    foreach ($signals as $signal) {
        pcntl_signal($signal, function (int $signal) use ($dir) {
            note("$dir/got", (string) $signal);
        });
    }
    touch("$dir/up");
    wait_until(fn () => in_array((string) SIGTERM, lines("$dir/got"), true));
    exit(4);
    CODE);
$php->wait_for('up');
$sent = [SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGTTIN, SIGTTOU, SIGTSTP, SIGWINCH, SIGCONT, SIGTERM];
foreach ($sent as $i => $signal) {
    posix_kill(pid_1_of($php), $signal);
    $php->wait_for('got', $i + 1);
}
echo json_encode($php->wait()), $php->lines('got') == $sent ? " all came\n" : print_r($php->lines('got'), true);
?>
--EXPECT--
143 nobody is left
4 all came
