<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// A pool of this extension that keeps workers running.
//
//     php pool.php WORKERS busy|idle
//
// busy: each worker has a job, as a worker that is killed mostly has. The boot closure is the first line of user code; what it returns reaches the handler, which
// tells of the birth, so that a kill can come only when the job runs.

use Supervisor\Event;
use Supervisor\Pool;

function tell(int $born): void
{
	file_put_contents($_SERVER['BENCH_BIRTHS'], getmypid() . " $born\n");
}

[, $workers, $mode] = $argv;
$busy = $mode === 'busy';
$pool = new Pool(static function ($job, int $born) {
	tell($born);
	for (;;) {
		sleep(3600);
	}
}, workers: (int) $workers, maxAttempts: 1, boot: static function () use ($busy): int {
	$born = hrtime(true);
	if (!$busy) {
		tell($born);
	}
	return $born;
});
if ($busy) {
	/* As with a long queue: there is always a job for the next worker. */
	$pool->on(Event::WorkerReady, static fn () => $pool->submit(null));
}
$pool->start();
for (;;) {
	$pool->tick(3600);
}
