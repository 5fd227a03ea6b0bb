--TEST--
The handler of a signal that the master got before a pool is started runs in the master, not in the workers
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\Pool;

require __DIR__ . '/../helper.inc';

$dir = temp_dir();
$master = getmypid();
pcntl_async_signals(true);
pcntl_signal(SIGUSR1, fn () => note("$dir/handled", getmypid() === $master ? 'in the master' : 'IN A WORKER'));
$work = function () {
    for ($i = 0; $i < 100; $i++); // opcodes, for a signal handler
    return true;
};
foreach ([1, 2, 3] as $n) {
    $pool = new Pool($work, workers: 1);
    posix_kill($master, SIGUSR1);
    $pool->start();
    var_dump($pool->submit($n)->await());
}
echo implode("\n", lines("$dir/handled")), "\n";

$never = new Pool($work, workers: 1);
pcntl_signal(SIGUSR1, fn () => $never->stop());
echo thrown(function () use ($never, $master) {
    posix_kill($master, SIGUSR1);
    $never->start();
}), "\n";
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
in the master
in the master
in the master
Supervisor\StateError: Pool::start() cannot be called: pool "default" was stopped; make a new one
