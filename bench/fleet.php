<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// Of bench/programs: a fleet of programs under a pool of a Command, or under supervisord, is started, killed and there again.

namespace Bench;

/** What becomes of what the programs print. */
const FLEETS = ['none' => 'no logs', 'files' => 'a log file each'];

/** Each program tells the stage that it runs, and then it is a sleep. Returns the pid of the master. */
function start_fleet(Stage $stage, bool $pool, string $logs, int $programs, string $extension): int
{
	$script = $stage->file('program.sh', "echo \"\$\$ 0\" > \"\$BENCH_BIRTHS\"\nexec sleep 100000\n");
	if ($pool) {
		return $stage->start([...interpreter($extension), source('fleet.php'), "$programs", $logs, $script]);
	}
	$user = posix_getpwuid(posix_geteuid())['name'];
	$logfiles = $logs === 'files' ? "stdout_logfile = $stage->dir/%(program_name)s-%(process_num)d.log\nredirect_stderr = true" : "stdout_logfile = NONE\nstderr_logfile = NONE";
	$conf = $stage->file('supervisord.conf', <<<CONF
		[supervisord]
		nodaemon = true
		user = $user
		logfile = $stage->dir/supervisord.log
		pidfile = $stage->dir/pid
		childlogdir = $stage->dir
		minfds = 4096
		[program:program]
		command = sh $script
		numprocs = $programs
		process_name = %(program_name)s_%(process_num)03d
		autorestart = true
		$logfiles
		CONF);
	return $stage->start([program('supervisord'), '-c', $conf]);
}

/** Milliseconds that a process has run. */
function cpu_of(int $pid): float
{
	return array_sum(array_map(static fn ($task) => (int) @file_get_contents($task), glob("/proc/$pid/task/*/schedstat"))) / 1e6;
}

/** Descriptors that a process has. */
function descriptors_of(int $pid): int
{
	return count(scandir("/proc/$pid/fd") ?: fail("process $pid is gone")) - 2;
}

/**
 * One run.
 *
 * @return array<string,float> milliseconds from the start of the master until all run, and from SIGKILL of all until all run again, on the clock and of CPU of the
 *   master; and its descriptors, before and after
 */
function run_fleet(bool $pool, string $logs, int $programs, int $settle, string $extension): array
{
	$stage = new Stage();
	$began = hrtime(true);
	$master = start_fleet($stage, $pool, $logs, $programs, $extension);
	$births = $stage->births($programs);
	$found['start'] = (hrtime(true) - $began) / 1e6;
	sleep($settle);
	$found['start_cpu'] = cpu_of($master);
	$found['before'] = descriptors_of($master);
	$killed = hrtime(true);
	foreach ($births as $pid => $_) {
		posix_kill($pid, SIGKILL);
	}
	$stage->births($programs);
	$found['again'] = (hrtime(true) - $killed) / 1e6;
	sleep($settle);
	$found['again_cpu'] = cpu_of($master) - $found['start_cpu'];
	$found['after'] = descriptors_of($master);
	$stage->end();
	return $found;
}

/**
 * Rows of the table: medians, and what supervisord with the same logs has, as one.
 *
 * @param array<string,array<int,list<array<string,float>>>> $runs by logs and whether it is the pool
 */
function fleet_rows(array $runs): array
{
	$rows = [];
	foreach ($runs as $logs => $by) {
		$medians = array_map(static fn ($list) => array_map(static fn ($what) => median(array_column($list, $what)), array_combine($keys = array_keys($list[0]), $keys)), $by);
		foreach ($medians as $pool => $m) {
			$row = ['contestant' => ($pool ? 'pool of a Command, ' : 'supervisord, ') . FLEETS[$logs]] + $m;
			foreach (isset($medians[0]) ? ['start', 'again', 'again_cpu', 'after'] : [] as $what) {
				$row["of_$what"] = $m[$what] / $medians[0][$what];
			}
			$rows[] = $row;
		}
	}
	return $rows;
}
