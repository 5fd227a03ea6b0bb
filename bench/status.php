<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// One run of bench/status: calls status() of a pool whose workers are all ready, and idle or busy.
//
//     php status.php idle|busy WORKERS CALLS
//
// busy: each worker runs a job with a name, and 100 workers have ended before. Prints one line: for each call its nanoseconds, with what it takes to
// free the Status of the call before.

namespace Bench;

use Supervisor\Log;
use Supervisor\Master;
use Supervisor\Pool;
use Supervisor\SlotState;

const GIVE_UP = 60;
const EXITS = 100;

[, $contestant, $workers, $calls] = $argv;
$workers = (int) $workers;

function serve_until(Pool $pool, \Closure $condition): void
{
	$until = microtime(true) + GIVE_UP;
	while (!$condition()) {
		if (microtime(true) > $until) {
			throw new \RuntimeException('the workers did not become what they should be');
		}
		$pool->tick(0.01);
	}
}

$busy = $contestant === 'busy';
/* With maxJobs 1 every job that ends is an exit. */
$pool = new Pool(static fn ($job) => $job->payload && sleep(GIVE_UP), workers: $workers, maxJobs: $busy ? 1 : 0);
$master = new Master([$pool], log: Log::None);
$pool->start();
if ($busy) {
	for ($i = 0; $i < EXITS; $i++) {
		$pool->submit(false);
	}
	$pool->wait();
	for ($i = 0; $i < $workers; $i++) {
		$pool->submit(true, "a job with a name");
	}
	serve_until($pool, static fn () => ($s = $pool->status())->running === $workers && count($s->exits) === EXITS);
} else {
	serve_until($pool, static function () use ($pool) {
		foreach ($pool->status()->slots as $slot) {
			if ($slot->state !== SlotState::Idle) {
				return false;
			}
		}
		return true;
	});
}
$times = [];
for ($i = 0; $i < $calls; $i++) {
	$began = hrtime(true);
	$status = $pool->status();
	$times[] = hrtime(true) - $began;
}
if (count($status->slots) !== $workers || $status->running !== ($busy ? $workers : 0)) {
	fwrite(STDERR, "$contestant: not what was to be measured\n");
	exit(1);
}
echo implode(' ', $times), "\n";
$pool->stop(0);
