--TEST--
A pool whose workers never boot costs little CPU, its own and that of its workers, and writes a bounded log
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/../helper.inc';

function all_cpu(int $pid): float
{
    $stat = (string) @file_get_contents("/proc/$pid/stat");
    $f = explode(' ', substr($stat, strrpos($stat, ')') + 2));
    return ((int) $f[11] + (int) $f[12] + (int) $f[13] + (int) $f[14]) / 100; // with that of its reaped children
}

$php = new Php(<<<'CODE'
    $pool = new Pool(fn () => 1, workers: 10, boot: fn () => throw new RuntimeException('no'));
    $pool->on(Event::Degraded, fn () => touch("$dir/degraded"));
    $pool->submit(1);
    $pool->run();
    CODE);
$php->wait_for('degraded') or print("not degraded\n");
$log = count(explode("\n", $php->err()));
$log <= 25 or print("$log lines\n");
// From here on one boot at a time, the first after 3.2 s, then 6.4 s, 20 % more or less.
$cpu = all_cpu($php->pid);
$until = microtime(true) + 5;
wait_until(fn () => microtime(true) > $until);
$cpu = all_cpu($php->pid) - $cpu;
$cpu <= 0.05 * SLOWER or print("$cpu s of CPU in 5 s\n");
$more = count(explode("\n", $php->err())) - $log;
$more <= 2 or print("$more more lines\n");
posix_kill($php->pid, SIGTERM);
var_dump($php->wait());
var_dump($php->none_left());
?>
--EXPECT--
int(0)
bool(true)
