<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// One run of bench/jobs.
//
//     php jobs.php memory queued|delayed|unique JOBS    prints bytes a job beside its payload, ns for submit(), ns to cancel
//     php jobs.php rate KIND JOBS                       prints ns for submit()
//     php jobs.php flat all JOBS                        prints how many KiB the master grew by, from how many, and jobs a second

namespace Bench;

use Supervisor\Log;
use Supervisor\Master;
use Supervisor\Pool;

const PAYLOAD = 64;

[, $mode, $kind, $n] = $argv;
$n = (int) $n;

/* Resident memory of this process, in KiB. */
function rss(): int
{
	preg_match('/^VmRSS:\s*(\d+)/m', file_get_contents('/proc/self/status'), $m);
	return (int) $m[1];
}

/* A string of its own for each job. */
function payload(int $i): string
{
	return str_pad("$i", PAYLOAD, 'x');
}

/* A pool whose only worker is busy until the pool is stopped: what is submitted waits. */
function full_pool(): Pool
{
	$pool = new Pool(static fn ($job) => sleep(3600), workers: 1, maxQueue: 1000000000);
	$master = new Master([$pool], log: Log::None);
	$pool->submit('blocks');
	while ($pool->status()->running === 0) {
		$pool->tick(0.01);
	}
	return $pool;
}

function submit(Pool $pool, string $kind, int $n): void
{
	switch ($kind) {
		case 'queued':
		case 'plain':
			for ($i = 0; $i < $n; $i++) {
				$pool->submit(payload($i));
			}
			break;
		case 'priority':
			for ($i = 0; $i < $n; $i++) {
				$pool->submit(payload($i), priority: $i % 10);
			}
			break;
		case 'attempts':
			for ($i = 0; $i < $n; $i++) {
				$pool->submit(payload($i), maxAttempts: 5);
			}
			break;
		case 'delayed': // due at all times of an hour: the heap has work
			for ($i = 0; $i < $n; $i++) {
				$pool->submit(payload($i), delay: 3600 + ($i * 7919) % 3600);
			}
			break;
		case 'delay':
			for ($i = 0; $i < $n; $i++) {
				$pool->submit(payload($i), delay: 3600);
			}
			break;
		case 'unique':
			for ($i = 0; $i < $n; $i++) {
				$pool->submit(payload($i), unique: "key $i");
			}
			break;
		case 'held':
			for ($i = 0; $i < $n; $i++) {
				$pool->submit(payload($i), unique: 'key');
			}
			break;
		case 'all':
			for ($i = 0; $i < $n; $i += 1000) {
				$payloads = [];
				for ($k = 0; $k < 1000; $k++) {
					$payloads[] = payload($i + $k);
				}
				$pool->submitAll($payloads);
			}
			break;
	}
}

/* The growth after the first tenth, when buffers and caches are there. */
function flat(int $n): void
{
	$pool = new Pool(static fn ($job) => $job->payload, workers: 2, maxAttempts: 2, backoff: 0, maxQueue: 10000);
	$master = new Master([$pool], log: Log::None);
	$before = 0;
	$began = microtime(true);
	for ($done = 0; $done < $n; $done += 10000) {
		submit($pool, 'plain', 2000);
		submit($pool, 'priority', 2000);
		for ($i = 0; $i < 2000; $i++) {
			$pool->submit(payload($i), delay: 0.000001 * $i);
		}
		submit($pool, 'unique', 2000);
		submit($pool, 'all', 2000);
		$pool->wait();
		if (!$before && $done >= $n / 10) {
			$before = rss();
		}
	}
	$s = $pool->status();
	if ($s->done < $n || $s->queued + $s->delayed + $s->failed + $s->cancelled !== 0) {
		fwrite(STDERR, "not what was to be measured\n");
		exit(1);
	}
	echo rss() - $before, " $before ", $s->done / (microtime(true) - $began), "\n";
	$pool->stop();
}

if ($mode === 'flat') {
	flat($n);
	exit;
}
$pool = full_pool();
$before = rss();
$began = hrtime(true);
submit($pool, $kind, $n);
$took = (hrtime(true) - $began) / $n;
if ($mode === 'rate') {
	echo "$took\n";
} else {
	$bytes = (rss() - $before) * 1024 / $n - PAYLOAD;
	$began = hrtime(true);
	$pool->stop(0);
	echo "$bytes $took ", (hrtime(true) - $began) / $n, "\n";
	exit;
}
$pool->stop(0);
