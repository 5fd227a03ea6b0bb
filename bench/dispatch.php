<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// One run of a PHP contestant of bench/dispatch: a handler that returns its payload, and a master that takes every result.
//
//     php dispatch.php map|await|pcntl1|pcntl64 WORKERS BYTES string|array|object JOBS
//
// Prints one line: jobs, nanoseconds. Forking and the first few jobs are not counted.

namespace Bench;

use Supervisor\Pool;

final class Payload
{
	public string $a, $b, $c, $d, $e, $f, $g, $h;
}

/** Of about so many bytes when it is serialized, eight values when it is not a string. */
function payload(string $kind, int $bytes): mixed
{
	if ($kind === 'string') {
		return str_repeat('x', $bytes);
	}
	$value = str_repeat('x', max(1, intdiv($bytes, 8)));
	if ($kind === 'array') {
		return array_fill_keys(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'], $value);
	}
	$o = new Payload();
	foreach (['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as $name) {
		$o->$name = $value;
	}
	return $o;
}

function repeat(mixed $payload, int $times): \Generator
{
	for ($i = 0; $i < $times; $i++) {
		yield $payload;
	}
}

[, $contestant, $workers, $bytes, $kind, $jobs] = $argv;
$payload = payload($kind, (int) $bytes);

if ($contestant === 'map' || $contestant === 'await') {
	$pool = new Pool(static fn ($job) => $job->payload, workers: (int) $workers);
	$go = $contestant === 'map' ? static function (int $n) use ($pool, $payload): int {
		$done = 0;
		foreach ($pool->map(repeat($payload, $n)) as $job) {
			$last = $job->result();
			$done++;
		}
		return $last == $payload ? $done : 0;
	} : static function (int $n) use ($pool, $payload): int {
		for ($done = 0; $done < $n; $done++) {
			$last = $pool->submit($payload)->await();
		}
		return $last == $payload ? $done : 0;
	};
	$end = $pool->stop(...);
} else {
	require __DIR__ . '/pcntl_pool.php';
	$pool = new PcntlPool((int) $workers, static fn ($payload) => $payload);
	$depth = (int) substr($contestant, 5);
	$go = static function (int $n) use ($pool, $payload, $depth): int {
		$done = 0;
		foreach ($pool->map(repeat($payload, $n), $depth) as $last) {
			$done++;
		}
		return $last == $payload ? $done : 0;
	};
	$end = $pool->close(...);
}

$go(intdiv((int) $jobs, 20) + 2 * (int) $workers);
$began = hrtime(true);
$done = $go((int) $jobs);
$took = hrtime(true) - $began;
$end();
if ($done !== (int) $jobs) {
	fwrite(STDERR, "$contestant: $done results for $jobs jobs, or not what was sent\n");
	exit(1);
}
echo "$jobs $took\n";
