--TEST--
As pid 1 PHP stays behind as an init, which sleeps, and the script is its child
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
    echo getmypid() === 1 ? 'pid 1' : 'another pid', ', parent ', posix_getppid(), ', getpid() ', getmypid() === posix_getpid() ? 'is right' : 'is wrong', "\n";
    echo trim(file_get_contents('/proc/1/comm')) === trim(file_get_contents('/proc/self/comm')) ? "the name is kept\n" : "another name\n";
    echo file_get_contents('/proc/1/cmdline') === file_get_contents('/proc/self/cmdline') ? "so is the command line\n" : "another command line\n";
    touch("$dir/up");
    wait_until(fn () => is_file("$dir/end"));
    CODE);
$php->wait_for('up');
$init = pid_1_of($php);
wait_until(fn () => process_state($init) === 'S');
echo process_state($init), ', descriptors: ', implode(' ', array_keys(descriptors((string) $init))), "\n";
$before = cpu_of($init);
for ($i = 0; $i < 50; $i++) {
    posix_kill($init, SIGCONT); // it has to do something
}
touch("$php->dir/end");
wait_until(fn () => process_state($init) !== 'S' || $php->ended());
echo cpu_of($init) - $before < 0.03 * SLOWER ? "no cpu\n" : "it is busy\n";
echo $php->wait(), "\n", $php->out(), $php->err();
?>
--EXPECT--
S, descriptors: 0 1 2
no cpu
0
another pid, parent 1, getpid() is right
the name is kept
so is the command line
