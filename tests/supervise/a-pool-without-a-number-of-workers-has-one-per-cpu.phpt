--TEST--
workers: null or 0 is one per CPU that the affinity of the process allows
--EXTENSIONS--
supervisor
posix
--SKIPIF--
<?php
if (!trim((string) shell_exec('command -v taskset'))) {
    die('skip needs taskset');
}
?>
--FILE--
<?php
require __DIR__ . '/../helper.inc';

$code = 'echo count((new Pool(fn () => 1))->status()->slots), count((new Pool(fn () => 1, workers: 0))->status()->slots), count((new Pool(fn () => 1, workers: 3))->status()->slots);';
$php = new Php($code, before: 'cpu=$(taskset -cp $$ | sed "s/.*: //; s/[-,].*//"); taskset -cp $cpu $$ > /dev/null; ');
$php->wait();
echo $php->out(), $php->err(), "\n";

$php = new Php($code);
$php->wait();
[$null, $zero] = str_split($php->out());
var_dump($null === $zero && $null >= 1 && $null <= (int) shell_exec('nproc'));
?>
--EXPECT--
113
bool(true)
