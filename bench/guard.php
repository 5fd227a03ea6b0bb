<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// One run of a workload of bench/guard, with nothing in it that depends on time.
//
//     php guard.php WORKLOAD JOBS
//
// Prints one line: the pid of the master.

namespace Bench;

use Supervisor\Pool;

function repeat(mixed $payload, int $times): \Generator
{
	for ($i = 0; $i < $times; $i++) {
		yield $payload;
	}
}

[, $workload, $jobs] = $argv;
$jobs = (int) $jobs;
$text = str_repeat('x', 64);
$done = 0;

switch ($workload) {
case 'string':
case 'four':
case 'array':
	$payload = $workload === 'array' ? array_fill_keys(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'], 'xxxxxxxx') : $text;
	$pool = new Pool(static fn ($job) => $job->payload, workers: $workload === 'four' ? 4 : 1);
	foreach ($pool->map(repeat($payload, $jobs)) as $job) {
		$done += $job->result() === $payload;
	}
	break;
case 'await':
	$pool = new Pool(static fn ($job) => $job->payload, workers: 1);
	for ($i = 0; $i < $jobs; $i++) {
		$done += $pool->submit($text)->await() === $text;
	}
	break;
case 'restart':
	/* As many workers that a budget of five deaths a worker is enough. */
	$pool = new Pool(static fn ($job) => exit(1), workers: 4, maxAttempts: 1);
	foreach ($pool->map(repeat(null, $jobs)) as $job) {
		$done += $job->failure()?->exitCode === 1;
	}
	break;
}
$pool->stop();
if ($done !== $jobs) {
	fwrite(STDERR, "$workload: $done jobs of $jobs ended as they should\n");
	exit(1);
}
echo getmypid(), "\n";
