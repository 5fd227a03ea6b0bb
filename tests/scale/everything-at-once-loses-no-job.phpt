--TEST--
With small limits of all kinds, restart() and scale() at random, and workers that are killed, every job of 5,000 is done once and whole
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Pool};

require __DIR__ . '/../helper.inc';

$seed = (int) (getenv('SUPERVISOR_TEST_SEED') ?: random_int(1, PHP_INT_MAX));
mt_srand($seed);
$log = log_to_file();
$jobs = intdiv(5000, SLOWER);
$pool = new Pool(function (Job $job) {
    usleep(mt_rand(0, 400));
    mt_rand(0, 300) === 0 && usleep(20_000);
    return $job->payload * 2;
}, name: 'p', workers: 4, maxJobs: 50, maxAge: 0.3, idleTimeout: 0.02, timeout: 20, maxAttempts: 1000, maxCrashes: 1000, backoff: 0, bootTimeout: 20, stopTimeout: 20);
$pool->start();
$keys = [];
$wrong = 0;
$most = 0;
foreach ($pool->map(range(0, $jobs - 1)) as $key => $job) {
    $keys[$key] = ($keys[$key] ?? 0) + 1;
    $wrong += $job->failure() !== null || $job->result() !== $key * 2;
    switch (mt_rand(0, 150)) {
        case 0:
            $pool->restart();
            break;
        case 1:
            $pool->scale(mt_rand(1, 8));
            break;
        case 2:
            $pids = array_filter(array_map(fn ($slot) => $slot->pid, $pool->status()->slots));
            $pids && posix_kill($pids[array_rand($pids)], mt_rand(0, 1) ? SIGKILL : SIGTERM);
            break;
        case 3:
            $pool->scale(0);
            $pool->scale(mt_rand(1, 8));
            break;
    }
    $most = max($most, count($pool->status()->slots));
}
$pool->scale(2);
$pool->restart();
serve_until($pool, fn () => count($pool->status()->slots) === 2) or print("seed $seed: " . count($pool->status()->slots) . " slots\n");
$status = $pool->status();
$pool->stop();
echo count($keys) === $jobs && max($keys) === 1 && $wrong === 0 && counters($status, $jobs) === "done=$jobs" ? "all are done once\n" :
    "seed $seed: " . count($keys) . ' keys, most often ' . max($keys) . ", $wrong wrong, " . counters($status, $jobs) . "\n";
count($status->recycled) >= 3 or print("seed $seed: " . json_encode($status->recycled) . "\n");
foreach ($pool->status()->exits as $exit) {
    alive($exit->pid) && print("seed $seed: $exit->pid lives\n");
}
preg_grep('/bug in the extension/', lines($log)) and print("seed $seed: " . implode("\n", lines($log)));
?>
--EXPECT--
all are done once
