<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// supervisord, with workers that are PHP scripts: each replacement is a new PHP.
//
// - autorestart = true, numprocs, process_name: as the manual has it for a group of like processes ("[program:x] Section Settings").
// - startsecs = 1, its default: a worker that dies sooner has failed to start and goes on the ladder. So none is killed before that.
// - Logs of the workers are NONE: with files, there would be two pipes a worker more to read.
// - minfds and minprocs have room for 200 workers in their defaults.

namespace Bench;

return [new class extends Keeper {
	public string $name = 'supervisord';
	public string $packages = 'supervisor';
	public float $settle = 1.5;

	public function installed(): bool
	{
		return program('supervisord') !== '';
	}

	public function start(Stage $stage, int $workers): int
	{
		$command = implode(' ', [...interpreter(), source('birth.php')]);
		$user = posix_getpwuid(posix_geteuid())['name'];
		$conf = $stage->file('supervisord.conf', <<<CONF
			[supervisord]
			nodaemon = true
			user = $user
			logfile = $stage->dir/supervisord.log
			pidfile = $stage->dir/pid
			childlogdir = $stage->dir
			[program:worker]
			command = $command
			numprocs = $workers
			process_name = %(program_name)s_%(process_num)03d
			autorestart = true
			stdout_logfile = NONE
			stderr_logfile = NONE
			CONF);
		return $stage->start([program('supervisord'), '-c', $conf]);
	}
}];
