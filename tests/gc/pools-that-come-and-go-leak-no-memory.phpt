--TEST--
Pools that come and go leak no memory: callbacks, jobs done, failed, retried and cancelled, workers that crash, status objects
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Pool};

require __DIR__ . '/../helper.inc';

log_to_file();

function cycle(int $n): void
{
    $pool = new Pool(function (Job $job) {
        match ($job->payload[0] % 5) {
            1 => throw new RuntimeException(str_repeat('x', 1000)),
            2 => $job->payload[0] === 2 && posix_kill(getmypid(), SIGKILL),
            default => null,
        };
        return str_repeat('y', 5000);
    }, name: "pool $n", workers: 2, backoff: 0, maxAttempts: 2);
    $seen = [];
    foreach (Event::cases() as $event) {
        $pool->on($event, function (...$arguments) use (&$seen, $pool) {
            $seen[] = $arguments;
        });
    }
    $jobs = [];
    for ($i = 0; $i < 20; $i++) {
        $jobs[] = $pool->submit([$i, str_repeat('z', 1000)], 'name', headers: ['header' => "$i"]);
    }
    $pool->wait();
    foreach ($pool->map([[0], [3], [4]]) as $job) {
        break; // the rest is cancelled
    }
    $pool->submit([0]);
    $pool->stop();
    $pool->status();
    json_encode($jobs);
}

for ($i = 0; $i < 5; $i++) {
    cycle($i);
    gc_collect_cycles();
}
$before = memory_get_usage();
for ($i = 0; $i < 45; $i++) {
    cycle($i);
    gc_collect_cycles();
}
$grown = memory_get_usage() - $before;
var_dump($grown < 4096 ?: $grown);
?>
--EXPECT--
bool(true)
