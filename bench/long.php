<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// The run of bench/long: very many jobs, very many workers one after the other, and afterwards everything must add up.
//
//     php long.php WORKERS JOBS RECYCLES SAMPLES
//
// A worker is replaced after JOBS / RECYCLES jobs, or up to 10 % sooner. Of the jobs some are rejected, some throw once, and some kill their worker once.
// Prints first what was counted and what it should be, a line each, in the order that bench/long names them; then a line for each sample: jobs, workers that
// ended, and of the master bytes of RSS, bytes of PHP's heap, descriptors. Needs posix.

namespace Bench;

use Supervisor\Event;
use Supervisor\Pool;
use Supervisor\Reject;

const REJECTED_EVERY = 1000;
const THROWS_EVERY = 1009;
const KILLS_EVERY = 100003;
const GIVE_UP = 60;

[, $workers, $jobs, $recycles, $samples] = array_map('intval', $argv);
$max_jobs = max(1, intdiv($jobs, $recycles));

function numbers(int $n): \Generator
{
	for ($i = 1; $i <= $n; $i++) {
		yield $i => $i;
	}
}

/** How many of 1 to $n are a multiple of $of, and not of any before it. */
function multiples(int $n, int $of, int ...$before): int
{
	$count = 0;
	for ($i = $of; $i <= $n; $i += $of) {
		foreach ($before as $other) {
			if ($i % $other === 0) {
				continue 2;
			}
		}
		$count++;
	}
	return $count;
}

$pool = new Pool(static function ($job): int {
	$i = $job->payload;
	if ($i % REJECTED_EVERY === 0) {
		throw new Reject("$i");
	}
	if ($i % THROWS_EVERY === 0 && $job->attempt === 1) {
		throw new \RuntimeException("$i");
	}
	if ($i % KILLS_EVERY === 0 && $job->attempt === 1) {
		posix_kill(getmypid(), SIGKILL);
	}
	return $i;
}, workers: $workers, maxJobs: $max_jobs, backoff: 0.0);

$ready = $exits = $planned = $jobs_of_exits = 0;
$pool->on(Event::WorkerReady, static function () use (&$ready) {
	$ready++;
});
$pool->on(Event::WorkerExit, static function ($exit) use (&$exits, &$planned, &$jobs_of_exits) {
	$exits++;
	$planned += (int) $exit->planned;
	$jobs_of_exits += $exit->jobs;
});

/* The samples have their memory from the start, so that they add nothing to what is measured. */
$sampled = array_fill(0, $samples * 5, 0);
$taken = 0;
$sample = static function (int $jobs) use ($pool, &$sampled, &$taken, &$exits) {
	$pool->purgeFailed(); // 10,000 of them would be some 4 MB
	$rss = (int) explode(' ', file_get_contents('/proc/self/statm'))[1] * 4096;
	foreach ([$jobs, $exits, $rss, memory_get_usage(), count(scandir('/proc/self/fd')) - 3] as $number) {
		$sampled[$taken++] = $number;
	}
};
$every = max(1, intdiv($jobs, $samples));
$given = $keys = $results = $failed = 0;
foreach ($pool->map(numbers($jobs)) as $key => $job) {
	$keys += $key;
	if ($job->failure()) {
		$failed++;
	} else {
		$results += $job->result();
	}
	if (++$given % $every === 0 && $taken < count($sampled)) {
		$sample($given);
	}
}
/* Those that are replaced right now are to become ready, too. */
for ($until = microtime(true) + GIVE_UP; $ready < array_sum(array_map(static fn ($slot) => $slot->spawn, $pool->status()->slots));) {
	$pool->tick(0.01);
	if (microtime(true) > $until) {
		throw new \RuntimeException('not all workers become ready');
	}
}
$status = $pool->status();
$alive = count(array_filter($status->slots, static fn ($slot) => $slot->pid));
$forks = array_sum(array_map(static fn ($slot) => $slot->spawn, $status->slots));
$planned_then = $planned;
$exits_then = $exits;
$pool->stop();

$rejected = multiples($jobs, REJECTED_EVERY);
$threw = multiples($jobs, THROWS_EVERY, REJECTED_EVERY);
$killed = multiples($jobs, KILLS_EVERY, REJECTED_EVERY, THROWS_EVERY);
$rejected_sum = REJECTED_EVERY * $rejected * ($rejected + 1) / 2;
$all = $jobs * ($jobs + 1) / 2;
foreach ([
	[$given, $jobs],
	[$keys, $all],
	[$results, $all - $rejected_sum],
	[$status->done, $jobs - $rejected],
	[$status->failed, $rejected],
	[$failed, $rejected],
	[$status->queued + $status->delayed + $status->reserved + $status->running + $status->cancelled, 0],
	[$status->retried, $threw + $killed],
	[$status->crashes, $killed],
	[$status->recycled['max_jobs'] ?? 0, $planned_then],
	[$status->restarts, $exits_then],
	[$forks, $exits_then + $alive],
	[$ready, $forks],
	[$exits, $forks],
	[$jobs_of_exits - $status->lostResults, $jobs + $threw],
	[pcntl_waitpid(-1, $_, WNOHANG), -1],
] as $check) {
	echo implode(' ', $check), "\n";
}
foreach (array_chunk($sampled, 5) as $of) {
	echo implode(' ', $of), "\n";
}
