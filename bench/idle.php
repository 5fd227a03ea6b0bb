<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// One run of bench/idle: processes that have nothing to do, looked at twice.
//
//     php idle.php sleep|pool|limits WORKERS SECONDS
//
// sleep: no pool, the process is in sleep(): what it shows is the measurement's own. pool: a pool of workers without jobs. limits: one with every limit
// that has a deadline, none of which is reached. Prints one line: of the master, then of all workers together, in that time: voluntary context
// switches, involuntary ones, nanoseconds of CPU.

namespace Bench;

use Supervisor\Event;
use Supervisor\Pool;

/* From ready until the first look, in seconds. */
const SETTLE = 1.0;
const GIVE_UP = 60;

[, $contestant, $workers, $seconds] = $argv;
$workers = (int) $workers;
$seconds = (float) $seconds;

/** @return array{int, int, int} */
function look(array $pids): array
{
	$sum = [0, 0, 0];
	foreach ($pids as $pid) {
		$status = file_get_contents("/proc/$pid/status");
		if (!preg_match('/^voluntary_ctxt_switches:\s+(\d+)\nnonvoluntary_ctxt_switches:\s+(\d+)/m', (string) $status, $m)) {
			throw new \RuntimeException("process $pid is gone");
		}
		$sum[0] += (int) $m[1];
		$sum[1] += (int) $m[2];
		$sum[2] += (int) explode(' ', file_get_contents("/proc/$pid/schedstat"))[0];
	}
	return $sum;
}

/* Who looks is a process of its own, and there before the pool, so that it is none of its workers. */
[$hears, $tells] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
$master = getmypid();
$observer = pcntl_fork();
if ($observer === 0) {
	fclose($tells);
	$pids = array_map('intval', explode(' ', trim((string) fgets($hears))));
	usleep((int) (SETTLE * 1e6));
	$before = [look([$master]), look($pids)];
	usleep((int) ($seconds * 1e6));
	$after = [look([$master]), look($pids)];
	foreach ($after as $i => $of) {
		echo implode(' ', array_map(static fn ($a, $b) => $a - $b, $of, $before[$i])), $i ? "\n" : ' ';
	}
	exit(0);
}
fclose($hears);

$long = $seconds + 2 * SETTLE;
if ($contestant === 'sleep') {
	fwrite($tells, "$master\n");
	usleep((int) ($long * 1e6));
} else {
	$limits = $contestant === 'limits' ? ['timeout' => 600.0, 'maxAge' => 3600.0, 'maxJobs' => 1000, 'maxMemory' => '1G', 'idleTimeout' => 3600.0] : [];
	$ready = 0;
	$pool = new Pool(static fn () => null, ...$limits, workers: $workers);
	$pool->on(Event::WorkerReady, static function () use (&$ready) {
		$ready++;
	});
	$pool->start();
	for ($until = microtime(true) + GIVE_UP; $ready < $workers;) {
		$pool->tick(0.01);
		if (microtime(true) > $until) {
			throw new \RuntimeException('the workers do not become ready');
		}
	}
	fwrite($tells, implode(' ', array_map(static fn ($slot) => $slot->pid, $pool->status()->slots)) . "\n");
	$pool->tick($long);
	$pool->stop();
}
pcntl_waitpid($observer, $status);
exit(pcntl_wexitstatus($status));
