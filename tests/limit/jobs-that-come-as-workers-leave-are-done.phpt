--TEST--
Jobs that come at the moment when idle workers leave, or old ones are replaced, are done once and cost no attempt
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Event, Job, Pool};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$pool = new Pool(fn (Job $job) => [$job->payload, $job->attempt], workers: 3, idleTimeout: 0.01, maxAge: 0.15, maxAttempts: 1);
$done = 0;
$pool->on(Event::JobDone, function () use (&$done) { $done++; });
$n = 0;
$wrong = 0;
$until = microtime(true) + 4;
while (microtime(true) < $until) {
    $jobs = [];
    for ($i = random_int(1, 4); $i > 0; $i--) {
        $jobs[] = [$n, $pool->submit($n++)];
    }
    foreach ($jobs as [$k, $job]) {
        $wrong += $job->await(PATIENCE * SLOWER) !== [$k, 1];
    }
    $pool->tick(random_int(0, 12) / 1000);
}
$pool->tick(0);
$status = $pool->status();
$pool->stop();
echo "$wrong wrong, ", counters($status, $n) === "done=$n" && $done === $n ? 'all done' : counters($status, $n) . ", $done told of $n", "\n";
echo ($status->recycled['idle'] ?? 0) > 5 ? "many were idle\n" : print_r($status->recycled, true);
array_diff(array_keys($status->recycled), ['idle', 'max_age']) and print_r($status->recycled);
echo $status->crashes, "\n", implode("\n", lines($log));
?>
--EXPECT--
0 wrong, all done
many were idle
0
