<?php
$born = hrtime(true);
// SPDX-License-Identifier: BSD-3-Clause
//
// The worker of supervisord and runit, and the script of php-fpm: tells of its birth and sleeps.

file_put_contents($_SERVER['BENCH_BIRTHS'], getmypid() . " $born\n");
for (;;) {
	sleep(3600);
}
