<?php
// SPDX-License-Identifier: BSD-3-Clause
/*
 * A handler that leaks 1 MB a job: maxMemory keeps the pool's memory bounded.
 *
 *     php -d extension=... tests/chaos/leak.php [JOBS]
 */

use Supervisor\{ExitReason, Job, Pool};

const WORKERS = 4, LEAK = 1 << 20;

$jobs = (int) ($argv[1] ?? 10000);
ini_set('memory_limit', -1);

function rss(int|string $pid = 'self'): int
{
    return 4096 * (int) (explode(' ', (string) @file_get_contents("/proc/$pid/statm"))[1] ?? 0);
}

function fail(string $why): never
{
    fwrite(STDERR, "FAILED: $why\n");
    exit(1);
}

$limit = rss() + (64 << 20);
$pool = new Pool(function (Job $job) {
    static $leak = [];
    $leak[] = str_repeat('x', LEAK);
    return $job->payload;
}, workers: WORKERS, maxMemory: $limit);

$sum = $done = $most = $master = 0;
foreach ($pool->map(range(1, $jobs)) as $job) {
    $sum += $job->result();
    if (++$done % 50 === 0) {
        $all = 0;
        foreach ($pool->status()->slots as $slot) {
            $all += $slot->pid ? rss($slot->pid) : 0;
        }
        $most = max($most, $all);
        $done === 500 and $master = rss();
    }
}
$recycled = $pool->status()->recycled;
$pool->stop();

$sum === $jobs * ($jobs + 1) / 2 or fail("the results add up to $sum");
($recycled['max_memory'] ?? 0) > $jobs * LEAK / (128 << 20) or fail('recycled: ' . json_encode($recycled));
// A worker has at most half as much again, and one successor may be there already.
$most < (WORKERS + 1) * 1.5 * $limit or fail(sprintf('the workers had %.0f MB together', $most / 1e6));
rss() < $master + (16 << 20) or fail(sprintf('the master has grown from %.1f to %.1f MB', $master / 1e6, rss() / 1e6));
printf("leak: %d jobs leaked %.1f GB; the workers had %.0f MB together at most, %d were replaced for it; the master %.1f MB\n", $jobs, $jobs * LEAK / 1e9, $most / 1e6, $recycled['max_memory'], rss() / 1e6);
