--TEST--
A worker that crashes still dumps its core
--EXTENSIONS--
supervisor
posix
pcntl
--SKIPIF--
<?php
$pattern = trim((string) @file_get_contents('/proc/sys/kernel/core_pattern'));
if ($pattern === '' || $pattern[0] === '|' || $pattern[0] === '/') {
    die("skip cores do not go into the working directory here ($pattern)");
}
if (posix_getrlimit()['hard core'] === 0 || posix_getrlimit()['hard core'] === '0') {
    die('skip no cores are allowed here');
}
if (getenv('SUPERVISOR_TEST_ASAN')) {
    die('skip AddressSanitizer forbids cores');
}
?>
--FILE--
<?php
require __DIR__ . '/trace.inc';

chdir($dir);
posix_setrlimit(POSIX_RLIMIT_CORE, 1 << 20, -1);
foreach ([SIGSEGV, SIGABRT] as $signal) {
    [$exit, $failure] = end_of(fn () => boom($signal));
    echo $exit->signal, ' ', plain($failure->message), ' ', count(glob('*core*')), "\n";
    array_map('unlink', glob('*core*'));
}
?>
--EXPECT--
11 its worker died of SIGSEGV (core dumped) in boom() at trace.inc 1
6 its worker died of SIGABRT (core dumped) in boom() at trace.inc 1
