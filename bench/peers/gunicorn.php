<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// gunicorn with sync workers, its default.
//
// - preload_app: "Load application code before the worker processes are forked ... speed up server boot times" (Settings, "Server Mechanics").
// - worker_tmp_dir in memory: the FAQ ("How do I avoid Gunicorn excessively blocking in os.fchmod?") advises it for the heartbeat's file.
// - The first line of user code is the hook post_fork (Settings, "Server Hooks"): it runs before all else in a worker.
//
// Its master sleeps up to 0.1 s after each fork, on purpose; so two kills have to be further apart than that for each to be one of its own.

namespace Bench;

return [new class extends Keeper {
	public string $name = 'gunicorn';
	public string $packages = 'gunicorn';
	public float $pause = 0.12;

	public function installed(): bool
	{
		return program('gunicorn') !== '';
	}

	public function start(Stage $stage, int $workers): int
	{
		$stage->file('application.py', <<<'PYTHON'
			def application(environ, start_response):
			    start_response("200 OK", [])
			    return []

			PYTHON);
		$conf = $stage->file('gunicorn.conf.py', file_get_contents(source('gunicorn.conf.py')));
		return $stage->start([program('gunicorn'), '--config', $conf, '--workers', "$workers", '--bind', "unix:$stage->dir/gunicorn.sock", 'application'],
			['PYTHONDONTWRITEBYTECODE' => '1']);
	}
}];
