--TEST--
When no init can be forked, that is said, and the script runs as pid 1
--EXTENSIONS--
supervisor
posix
--SKIPIF--
<?php
require __DIR__ . '/pid1.inc';
skip_without_namespaces();
if (SLOWER > 1) die('skip the php of the sanitizers is a shell script, which has to fork');
exec(AS_PID_1 . ' setpriv --reuid=54321 --clear-groups ' . getenv('TEST_PHP_EXECUTABLE') . ' ' . getenv('TEST_PHP_EXTRA_ARGS') . ' -d supervisor.init=0 -r "exit((int) !is_readable(\'' . __DIR__ . '\'));" 2>&1', $output, $status);
if ($status !== 0) die('skip another user cannot read what is tested');
?>
--FILE--
<?php
require __DIR__ . '/pid1.inc';

$php = new Php(<<<'CODE'
    echo getmypid(), "\n";
    CODE, under: AS_PID_1 . ' prlimit --nproc=1 setpriv --reuid=54321 --clear-groups');
echo json_encode($php->wait()), "\n", $php->out(), preg_replace('/^\[\S+\] /m', '', $php->err());
?>
--EXPECT--
0
1
supervisor.warning: no init is put in front of the script, which stays pid 1: fork() says: Resource temporarily unavailable
