--TEST--
As many boots in a row as there are slots, at least 5, degrade the pool: Event::Degraded tells why, one worker at a time is tried; one that boots recovers it
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Pool, SlotState, Worker};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$dir = temp_dir();
$pool = new Pool(fn (Job $job) => 'done', name: 'p', workers: 3, boot: function (Worker $worker) use ($dir) {
    note("$dir/boots", "$worker->slot");
    if (!is_file("$dir/database")) {
        throw new RuntimeException("no database\nhere");
    }
});
$told = [];
$pool->on(Event::Degraded, function (Pool $p, string $why) use (&$told, $pool) {
    $told[] = 'degraded: ' . json_encode([$p === $pool, $pool->status()->degraded]) . ' ' . preg_replace('~/\S*/~', '', $why);
});
$pool->on(Event::Recovered, function (Pool $p) use (&$told, $pool) {
    $told[] = 'recovered: ' . json_encode([$p === $pool, $pool->status()->degraded]);
});
$jobs = array_map($pool->submit(...), range(1, 10));
$most = 0;
serve_until($pool, function () use ($pool) { return $pool->status()->degraded; }) or print("not degraded\n");
$boots = count(lines("$dir/boots"));
$boots >= 5 && $boots <= 7 or print("$boots boots\n");
// From now on one at a time, at intervals from 3.2 s on (20 % less at most).
$until = microtime(true) + 2;
serve_until($pool, fn () => microtime(true) > $until);
$more = count(lines("$dir/boots")) - $boots;
$more <= 1 or print("$more more boots\n");
echo implode(' ', array_unique(array_map(fn ($slot) => $slot->state->name, $pool->status()->slots))), ' ', counters($pool, 10), "\n";
$before = count(lines("$dir/boots"));
touch("$dir/database");
serve_until($pool, fn () => !$pool->status()->degraded, 20) or print("not recovered\n");
serve_until_ready($pool);
$pool->wait();
echo count(array_filter($pool->status()->slots, fn ($slot) => $slot->state === SlotState::Idle)), ' idle ', counters($pool, 10), "\n";
$pool->stop();
echo implode("\n", $told), "\n";
echo preg_replace(['/^\[.*?\] /m', '~/\S*/~'], '', implode("\n", preg_grep('/degraded|recovered/', lines($log)))), "\n";
?>
--EXPECTF--
Backoff queued=10
3 idle done=10
degraded: [true,true] %d boots in a row have failed; the last worker exited with status 255: RuntimeException: no database here in boots-that-keep-failing-degrade-the-pool.php:%d
recovered: [true,false]
supervisor.error: pool "p": is degraded: %d boots in a row have failed; the last worker exited with status 255: RuntimeException: no database here in boots-that-keep-failing-degrade-the-pool.php:%d; from now on one worker at a time is tried, at growing intervals up to 60 s
supervisor.warning: pool "p": has recovered: a worker is ready again, the others are forked
