--TEST--
When a new worker cannot boot, restart() is given up: Event::Degraded tells why, the old workers stay and do the jobs; a later restart() works
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Event, Job, Pool, Worker};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$dir = temp_dir();
$pool = new Pool(fn (Job $job) => getmypid(), name: 'p', workers: 3, boot: function (Worker $worker) use ($dir) {
    note("$dir/boots", '1');
    is_file("$dir/broken") && throw new RuntimeException('no database');
});
$pool->on(Event::Degraded, fn (Pool $p, string $why) => print(preg_replace('~/\S*/~', '', $why) . "\n"));
$pool->start();
serve_until_ready($pool);
$pids = fn () => (function ($pids) { sort($pids); return $pids; })(array_map(fn ($slot) => $slot->pid, $pool->status()->slots));
$old = $pids();
touch("$dir/broken");
$pool->restart();
serve_until($pool, fn () => count($pool->status()->exits) === 1);
$pool->tick(0.5); // it is not tried again
echo count(lines("$dir/boots")) - 3, " boot, ", json_encode([$pids() === $old, $pool->status()->degraded]), ' ', $pool->status()->exits[0]->reason->name, ' ', count($pool->status()->exits), "\n";
$by = [];
foreach ($pool->map(range(1, 300)) as $job) {
    $by[$job->result()] = 1;
}
array_diff(array_keys($by), $old) and print("others did jobs\n");
unlink("$dir/broken");
$pool->restart();
serve_until($pool, fn () => count($pool->status()->exits) === 4);
serve_until_ready($pool);
echo count(array_intersect($pids(), $old)), ' old of ', count($pids()), ', ', json_encode($pool->status()->recycled), "\n";
$pool->stop();
echo preg_replace(['/^\[.*?\] /m', '~/\S*/~'], '', implode("\n", preg_grep('/given up/', lines($log)))), "\n";
?>
--EXPECTF--
the rolling restart is given up, 3 workers stay as they are: a new worker exited with status 255 before it was ready: RuntimeException: no database in a-boot-that-fails-stops-the-roll.php:%d
1 boot, [true,false] BootFailed 1
0 old of 3, {"restarted":3}
supervisor.error: pool "p" slot %d: the rolling restart is given up, 3 workers stay as they are: a new worker exited with status 255 before it was ready: RuntimeException: no database in a-boot-that-fails-stops-the-roll.php:%d
