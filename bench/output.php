<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// One run of bench/output: a worker prints.
//
//     php output.php itself|file|rotated|prefix|none|to|little MEGABYTES DIRECTORY
//
// Prints one line: from the submission of the job until it is done, nanoseconds of CPU of the master, its voluntary context switches, and nanoseconds.

namespace Bench;

use Supervisor\Output;
use Supervisor\Pool;

[, $contestant, $megabytes, $dir] = $argv;
$lines = (int) (($contestant === 'little' ? 1 : $megabytes) * 1e4);
$file = "$dir/output.log";
$output = match ($contestant) {
	'itself' => null,
	'file', 'little' => Output::file($file, maxBytes: 0),
	'rotated' => Output::file($file, maxBytes: '10M', backups: 3),
	'prefix' => Output::file($file, maxBytes: 0, prefix: true),
	'none' => Output::none(),
	'to' => Output::to(static function () {}),
};
$pool = new Pool(static function () use ($contestant, $lines, $file) {
	$line = str_repeat('x', 99) . "\n";
	$to = $contestant === 'itself' ? fopen($file, 'a') : null;
	for ($i = 0; $i < $lines; $i++) {
		if ($to) {
			fwrite($to, $line);
		} else {
			echo $line;
		}
	}
}, workers: 1, output: $output);

/** @return array{int, int, int} */
function look(): array
{
	$u = getrusage();
	return [($u['ru_utime.tv_sec'] + $u['ru_stime.tv_sec']) * 1_000_000_000 + ($u['ru_utime.tv_usec'] + $u['ru_stime.tv_usec']) * 1000, $u['ru_nvcsw'], hrtime(true)];
}

$pool->start();
$pool->tick(0.05);
$before = look();
$pool->submit(null);
$pool->wait();
$after = look();
$pool->stop();
echo implode(' ', array_map(static fn ($a, $b) => $a - $b, $after, $before)), "\n";
