--TEST--
A Loop that returns is replaced at once when it has worked, and on the ladder when it returns at once again and again; the pool is not degraded by it
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{ExitReason, Loop, Pool, Worker};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
// With work done, or after a second: at once.
$pool = new Pool(new Loop(function (Worker $worker) {
    if ($worker->spawn % 2) {
        $worker->begin();
        $worker->end();
    } else {
        usleep(1_100_000);
    }
}), name: 'works', workers: 1);
$pool->start();
serve_until($pool, fn () => count($pool->status()->exits) === 4);
$exits = $pool->status()->exits;
echo implode(' ', array_map(fn ($exit) => "{$exit->reason->name} $exit->restartIn", array_slice($exits, 0, 4))), ", {$pool->status()->slots[0]->failures} failures\n";
$pool->stop();

$pool = new Pool(new Loop(fn (Worker $worker) => 1), name: 'at once', workers: 8);
$pool->start();
$cpu = cpu_of(getmypid());
$pool->tick(2.5);
$cpu = cpu_of(getmypid()) - $cpu;
$cpu < 0.25 * SLOWER or print("$cpu s of CPU\n");
// 0.1, 0.2, 0.4, 0.8 s: 5 each, or 6
$spawns = array_sum(array_map(fn ($slot) => $slot->spawn, $pool->status()->slots));
$spawns <= 6 * 8 or print("$spawns workers\n");
var_dump($pool->status()->degraded);
$pool->stop();
echo implode("\n", lines($log));
?>
--EXPECT--
Finished 0 Finished 0 Finished 0 Finished 0, 0 failures
bool(false)
