<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// One run of a PHP contestant of bench/restart: kills a busy worker a few times, each time waits for its replacement.
//
//     php restart.php pool|pcntl MEGABYTES KILLS
//
// The master has so many bytes of arrays and strings before it forks. Prints one line: for each kill the nanoseconds from just before it
// to the first line of user code in the next worker. Needs posix.

namespace Bench;

use Supervisor\Event;
use Supervisor\Pool;

/* The worker has been busy for so long, in microseconds, when it is killed. */
const SETTLE = 3000;
const GIVE_UP = 10;

[, $contestant, $megabytes, $kills] = $argv;

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

/** Called first thing in a worker; the master reads it when the worker is ready. */
function born(): void
{
	global $file;

	$now = hrtime(true);
	fseek($file, 0);
	fwrite($file, pack('q', $now));
}

function last_birth(): int
{
	global $path;

	return unpack('q', file_get_contents($path))[1];
}

$path = tempnam(sys_get_temp_dir(), 'sv-restart-');
$file = fopen($path, 'r+');
fwrite($file, pack('q', 0));
$me = getmypid();
register_shutdown_function(static function () use ($path, $me) {
	if (getmypid() === $me) {
		unlink($path);
	}
});
$application = heap((int) $megabytes << 20);
$times = [];

if ($contestant === 'pool') {
	$ready = 0;
	/* A job that has killed its worker is not run again. */
	$pool = new Pool(static fn () => sleep(GIVE_UP), workers: 1, boot: static fn () => born(), maxAttempts: 1, stopTimeout: 0.1);
	$pool->on(Event::WorkerReady, static function () use (&$ready) {
		$ready++;
	});
	$pool->start();
	for ($i = 0; $i < $kills; $i++) {
		$pool->submit(null);
		for ($tries = 0; ($status = $pool->status())->running === 0 || $ready <= $i; $tries++) {
			if ($tries > GIVE_UP * 1000) {
				throw new \RuntimeException('no worker became busy');
			}
			$pool->tick(0.001);
		}
		$pid = $status->slots[0]->pid;
		usleep(SETTLE);
		$killed = hrtime(true);
		posix_kill($pid, SIGKILL);
		for ($tries = 0; $ready <= $i + 1; $tries++) {
			if ($tries > GIVE_UP * 200) {
				throw new \RuntimeException('the worker was not replaced');
			}
			$pool->tick(0.005);
		}
		$times[] = last_birth() - $killed;
	}
	$pool->stop();
} else {
	/* A loop of pcntl_waitpid() and pcntl_fork(): the least that supervision is in PHP. */
	$start = static function (): int {
		$pid = pcntl_fork();
		if ($pid === 0) {
			born();
			sleep(GIVE_UP);
			posix_kill(getmypid(), SIGKILL);
		}
		return $pid;
	};
	$wait = static function (int $since): int {
		for ($tries = 0; ($birth = last_birth()) <= $since; $tries++) {
			if ($tries > GIVE_UP * 1000) {
				throw new \RuntimeException('the worker was not replaced');
			}
			usleep(1000);
		}
		return $birth;
	};
	$pid = $start();
	$wait(0);
	for ($i = 0; $i < $kills; $i++) {
		usleep(SETTLE);
		$killed = hrtime(true);
		posix_kill($pid, SIGKILL);
		pcntl_waitpid($pid, $status);
		$pid = $start();
		$times[] = $wait($killed) - $killed;
	}
	posix_kill($pid, SIGKILL);
	pcntl_waitpid($pid, $status);
}
echo implode(' ', $times), "\n";
