<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// The least that keeping workers is in PHP: a loop of pcntl_wait() and pcntl_fork().
//
//     php pcntl.php WORKERS

function start(): void
{
	if (pcntl_fork() === 0) {
		$born = hrtime(true);
		file_put_contents($_SERVER['BENCH_BIRTHS'], getmypid() . " $born\n");
		for (;;) {
			sleep(3600);
		}
	}
}

for ($i = 0; $i < (int) $argv[1]; $i++) {
	start();
}
while (pcntl_wait($status) > 0) {
	start();
}
