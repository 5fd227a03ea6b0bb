<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// One run of bench/hostage: two workers that have learned that jobs are short get a long one, and 100 short ones behind it.
//
//     php hostage.php
//
// Prints one line: nanoseconds until 100 short jobs are done, without and with a job of two seconds before them.

namespace Bench;

use Supervisor\Pool;

$pool = new Pool(static fn ($job) => usleep($job->payload), workers: 2);
$short = static function () use ($pool): int {
	$began = hrtime(true);
	$jobs = array_map(static fn () => $pool->submit(0), range(1, 100));
	foreach ($jobs as $job) {
		$job->await();
	}
	return hrtime(true) - $began;
};
foreach ($pool->map(array_fill(0, 3000, 0)) as $job) {
}
$alone = $short();
$pool->submit(2_000_000);
echo $alone, ' ', $short(), "\n";
$pool->stop(0);
