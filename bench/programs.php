<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// One run of a PHP contestant of bench/programs: spawns so many programs, each /bin/true, and reaps them.
//
//     php programs.php pool|proc_open PROGRAMS MEGABYTES
//
// The master has so many bytes of arrays and strings before. Prints one line: nanoseconds from the first spawn until the last program is reaped, and
// the part of it until the last one was spawned.

namespace Bench;

use Supervisor\Command;
use Supervisor\Pool;
use Supervisor\Restart;

[, $contestant, $programs, $megabytes] = $argv;

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
$n = (int) $programs;
if ($contestant === 'pool') {
	/* A loop of its own is made with the first pool. */
	(new Pool(new Command(['/bin/true'], startSeconds: 0), workers: 1, restart: Restart::Never))->run();
	$pool = new Pool(new Command(['/bin/true'], startSeconds: 0), workers: $n, restart: Restart::Never);
	$began = hrtime(true);
	$pool->start();
	$spawned = hrtime(true);
	$status = $pool->run();
	$ended = hrtime(true);
	if ($status !== 0 || count($pool->status()->exits) !== min($n, 100)) {
		fwrite(STDERR, "programs.php: status $status\n");
		exit(1);
	}
} else {
	$processes = [];
	$began = hrtime(true);
	for ($i = 0; $i < $n; $i++) {
		$processes[] = proc_open(['/bin/true'], [['file', '/dev/null', 'r']], $pipes);
	}
	$spawned = hrtime(true);
	foreach ($processes as $process) {
		if (proc_close($process) !== 0) {
			exit(1);
		}
	}
	$ended = hrtime(true);
}
echo $ended - $began, ' ', $spawned - $began, "\n";
