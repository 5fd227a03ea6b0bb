<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// One run of a PHP contestant of bench/storm: starts many workers, kills all of them at once, and waits until all are there again.
//
//     php storm.php busy|idle|pcntl WORKERS MEGABYTES SETTLE
//
// The master has so many bytes of arrays and strings before it forks. busy: a pool, each worker runs a job when it is killed; idle: none does, and all have
// been ready for SETTLE seconds; pcntl: a loop of pcntl_fork(), then one of pcntl_waitpid() and pcntl_fork(). Prints one line: nanoseconds from the
// first word until all workers are known to be ready, from the first kill until all of their replacements are; and of a pool, in that time,
// the longest status() and the longest tick(0.001), each on the clock and in CPU of the master. Needs posix.

namespace Bench;

use Supervisor\Event;
use Supervisor\Pool;

const GIVE_UP = 60;
/* How often the script asks for status(), in nanoseconds. */
const ASK_EVERY = 5_000_000;

[, $contestant, $workers, $megabytes, $settle] = $argv;
$workers = (int) $workers;

/** Like an application: many small strings in arrays. */
function heap(int $bytes): array
{
	$rows = [];
	$until = memory_get_usage() + $bytes;
	for ($i = 0; memory_get_usage() < $until; $i++) {
		$rows[] = ['id' => $i, 'name' => "name of row $i", 'text' => str_repeat(chr(97 + $i % 26), 200)];
	}
	return $rows;
}

$application = heap((int) $megabytes << 20);

if ($contestant === 'pcntl') {
	[$hears, $says] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
	stream_set_read_buffer($hears, 0);
	$pids = [];
	$start = static function () use ($says): int {
		$pid = pcntl_fork();
		if ($pid === 0) {
			fwrite($says, '.');
			sleep(2 * GIVE_UP);
			posix_kill(getmypid(), SIGKILL);
		}
		return $pid;
	};
	$await = static function () use ($hears, $workers) {
		for ($left = $workers; $left > 0; $left -= strlen(fread($hears, $left))) {
		}
	};

	$began = hrtime(true);
	for ($i = 0; $i < $workers; $i++) {
		$pids[$i] = $start();
	}
	$await();
	$first = hrtime(true) - $began;

	$began = hrtime(true);
	foreach ($pids as $pid) {
		posix_kill($pid, SIGKILL);
	}
	foreach ($pids as $i => $pid) {
		pcntl_waitpid($pid, $status);
		$pids[$i] = $start();
	}
	$await();
	$again = hrtime(true) - $began;

	foreach ($pids as $pid) {
		posix_kill($pid, SIGKILL);
		pcntl_waitpid($pid, $status);
	}
	echo "$first $again\n";
	exit;
}

function cpu_ns(): int
{
	$u = getrusage();
	return ($u['ru_utime.tv_sec'] + $u['ru_stime.tv_sec']) * 1_000_000_000 + ($u['ru_utime.tv_usec'] + $u['ru_stime.tv_usec']) * 1000;
}

/** What a call takes, if it is more than before: on the clock, and of CPU. */
function longest(array &$longest, \Closure $call): void
{
	$cpu = cpu_ns();
	$began = hrtime(true);
	$call();
	$longest[0] = max($longest[0], hrtime(true) - $began);
	$longest[1] = max($longest[1], cpu_ns() - $cpu);
}

function serve_until(Pool $pool, \Closure $condition): void
{
	$until = hrtime(true) + GIVE_UP * 1_000_000_000;
	while (!$condition()) {
		if (hrtime(true) > $until) {
			throw new \RuntimeException('the workers did not become what they should be');
		}
		$pool->tick(0.01);
	}
}

$ready = $exits = $failed = 0;
$all_ready = 0;
/* A job that has killed its worker is not run again. */
$pool = new Pool(static fn () => sleep(2 * GIVE_UP), workers: $workers, maxAttempts: 1, stopTimeout: 0.1);
$pool->on(Event::WorkerReady, static function () use (&$ready, &$all_ready, $workers) {
	if (++$ready % $workers === 0) {
		$all_ready = hrtime(true);
	}
});
$pool->on(Event::WorkerExit, static function () use (&$exits) {
	$exits++;
});
$pool->on(Event::JobFailed, static function () use (&$failed) {
	$failed++;
});

$began = hrtime(true);
$pool->start();
serve_until($pool, static function () use (&$ready, $workers) {
	return $ready === $workers;
});
$first = $all_ready - $began;

if ($contestant === 'busy') {
	for ($i = 0; $i < $workers; $i++) {
		$pool->submit(null);
	}
	serve_until($pool, static fn () => $pool->status()->running === $workers);
} else {
	$pool->tick((float) $settle);
}
$pids = array_map(static fn ($slot) => $slot->pid, $pool->status()->slots);

$began = $asked = hrtime(true);
foreach ($pids as $pid) {
	posix_kill($pid, SIGKILL);
}
$statuses = $ticks = [0, 0];
while ($ready < 2 * $workers) {
	longest($ticks, static fn () => $pool->tick(0.001));
	$now = hrtime(true);
	if ($now - $asked >= ASK_EVERY) {
		longest($statuses, $pool->status(...));
		$asked = hrtime(true);
	}
	if ($now - $began > GIVE_UP * 1_000_000_000) {
		throw new \RuntimeException("$ready of " . 2 * $workers . ' workers became ready');
	}
}
$again = $all_ready - $began;
if ($exits !== $workers || $ready !== 2 * $workers || $failed !== ($contestant === 'busy' ? $workers : 0)) {
	throw new \RuntimeException("$exits exits, $ready times ready, $failed jobs failed of $workers workers");
}
echo implode(' ', [$first, $again, ...$statuses, ...$ticks]), "\n";
$pool->stop(0);
