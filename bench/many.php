<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// One run of bench/many: no-op jobs of 64 bytes through map(), with many workers or beside many idle ones.
//
//     php many.php WORKERS JOBS IN_FLIGHT IDLE
//
// IN_FLIGHT: the window of map(), 0: its own. IDLE: so many workers in a pool of their own that never gets a job. Prints one line: jobs, nanoseconds, and
// nanoseconds of CPU of the master. Forking and the first few jobs are not counted.

namespace Bench;

use Supervisor\Pool;
use Supervisor\SlotState;

const GIVE_UP = 60;

function repeat(mixed $payload, int $times): \Generator
{
	for ($i = 0; $i < $times; $i++) {
		yield $payload;
	}
}

function cpu_ns(): int
{
	$u = getrusage();
	return ($u['ru_utime.tv_sec'] + $u['ru_stime.tv_sec']) * 1_000_000_000 + ($u['ru_utime.tv_usec'] + $u['ru_stime.tv_usec']) * 1000;
}

function start(Pool $pool): void
{
	$pool->start();
	$until = microtime(true) + GIVE_UP;
	do {
		if (microtime(true) > $until) {
			throw new \RuntimeException('the workers do not become ready');
		}
		$pool->tick(0.01);
		$ready = array_filter($pool->status()->slots, static fn ($slot) => $slot->state === SlotState::Idle);
	} while (count($ready) < count($pool->status()->slots));
}

[, $workers, $jobs, $in_flight, $idle] = array_map('intval', $argv);
$pools = [$pool = new Pool(static fn ($job) => $job->payload, workers: $workers)];
if ($idle > 0) {
	$pools[] = new Pool(static fn () => null, name: 'idle', workers: $idle);
}
array_map(start(...), $pools);

$payload = str_repeat('x', 64);
$go = static function (int $n) use ($pool, $payload, $in_flight): int {
	$done = 0;
	foreach ($pool->map(repeat($payload, $n), window: $in_flight) as $job) {
		$done += $job->result() === $payload ? 1 : 0;
	}
	return $done;
};
$go(intdiv($jobs, 20) + 2 * $workers);
$began = hrtime(true);
$cpu = cpu_ns();
$done = $go($jobs);
$cpu = cpu_ns() - $cpu;
$took = hrtime(true) - $began;
foreach ($pools as $each) {
	$each->stop();
}
if ($done !== $jobs) {
	fwrite(STDERR, "$done results for $jobs jobs, or not what was sent\n");
	exit(1);
}
echo "$jobs $took $cpu\n";
