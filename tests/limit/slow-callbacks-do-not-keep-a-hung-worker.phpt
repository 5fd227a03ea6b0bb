--TEST--
A master that is late all the time, because its callbacks take long, still ends a worker whose time is up, one that does not boot, and one that does not stop
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Event, Job, Pool, Worker};

require __DIR__ . '/../helper.inc';

log_to_file();
$dir = temp_dir();
$pool = new Pool(fn (Job $job) => $job->payload === 'hang' ? sleep(600) : 1, workers: 2, timeout: 0.4, bootTimeout: 0.4 * SLOWER, maxAttempts: 1,
    boot: fn (Worker $worker) => $worker->slot === 1 && $worker->spawn === 1 && sleep(600));
$until = microtime(true) + 20 * SLOWER;
$pool->on(Event::JobDone, function () use ($pool, $until) {
    static $stopped = false;
    usleep(1_000_000);
    if ($stopped) {
        return;
    }
    // Until both have an answer, or never get one.
    if (count($pool->status()->exits) >= 2 || microtime(true) > $until) {
        $stopped = true;
        $pool->stop(0.1);
    } else {
        $pool->submit(1);
    }
});
$hung = $pool->submit('hang');
$pool->submit(1);
$pool->run();
foreach ($pool->status()->exits as $exit) {
    $reasons[$exit->reason->name] = 1;
}
echo $hung->failure()->reason->name, ' ', isset($reasons['TimedOut'], $reasons['BootTimedOut']) ? 'both' : json_encode($reasons), "\n";

// At stop(), which serves another pool as well.
$pool = new Pool(function (Job $job) use ($dir) { touch("$dir/begun"); while (true) { sleep(600); } }, name: 'hangs', workers: 1, maxAttempts: 1);
$busy = new Pool(fn (Job $job) => 1, name: 'busy', workers: 1);
$hung = $pool->submit(1);
serve_until($pool, fn () => is_file("$dir/begun"));
$n = 0;
$busy->on(Event::JobDone, function () use ($busy, &$n) {
    usleep(1_000_000);
    ++$n < 20 * SLOWER && $busy->submit(1);
});
$busy->submit(1);
$pool->stop(0.3);
echo $hung->state()->name, ' ', $n < 15 * SLOWER ? 'in time' : "after $n callbacks", "\n";
$n = 1000;
$busy->stop();
no_cycles();
?>
--EXPECT--
TimedOut both
Cancelled in time
