--TEST--
Workers have the signal mask that the script had, not one from the middle of the fork
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\Pool;

$mask = fn () => trim(implode(preg_grep('/^SigBlk/', file('/proc/self/status'))));
$before = $mask();
$pool = new Pool($mask, name: 'first', workers: 1, maxJobs: 1);
var_dump($pool->submit(1)->await() === $before, $mask() === $before);
$pool->stop();

pcntl_sigprocmask(SIG_BLOCK, [SIGUSR1]);
$blocked = $mask();
$pool = new Pool($mask, name: 'second', workers: 1, maxJobs: 1);
var_dump($blocked !== $before, $pool->submit(1)->await() === $blocked, $pool->submit(2)->await() === $blocked, $mask() === $blocked);
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
