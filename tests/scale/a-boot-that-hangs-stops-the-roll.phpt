--TEST--
A new worker that is not ready within bootTimeout stops restart(), too; the old workers stay
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Event, Job, Pool, Worker};

require __DIR__ . '/../helper.inc';

log_to_file();
$dir = temp_dir();
$pool = new Pool(fn (Job $job) => getmypid(), workers: 2, bootTimeout: 0.5 * SLOWER, boot: fn () => is_file("$dir/hang") && sleep(60));
$pool->on(Event::Degraded, fn (Pool $p, string $why) => print(preg_replace('/: in .*/s', '', $why) . "\n"));
$pool->start();
serve_until_ready($pool);
$pids = array_map(fn ($slot) => $slot->pid, $pool->status()->slots);
touch("$dir/hang");
$pool->restart();
serve_until($pool, fn () => $pool->status()->exits) or print("not ended\n");
$pool->tick(0.3);
echo $pool->status()->exits[0]->reason->name, ' ', count($pool->status()->exits), ' ', json_encode(array_map(fn ($slot) => $slot->pid, $pool->status()->slots) === $pids), "\n";
echo in_array($pool->submit(1)->await(), $pids, true) ? "they work\n" : "others work\n";
$pool->stop();
?>
--EXPECT--
the rolling restart is given up, 2 workers stay as they are: a new worker was killed because it was not ready within bootTimeout
BootTimedOut 1 true
they work
