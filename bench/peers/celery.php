<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// Celery with its prefork pool, and Redis as broker and as result backend, over a unix socket.
//
// - worker_prefetch_multiplier = 128: the user guide (Optimizing, "Prefetch Limits") wants a large number for many short tasks, "say 64, or 128"; the default is 4.
// - task_acks_late = False, the default: a task that its worker died with is lost. (Optimizing, "Reserve one task at a time": acks_late is for long tasks.)
// - -O fair, the default since version 4; Debian's version has no other one.
// - --without-gossip, -mingle and -heartbeat: these talk with other worker nodes, and there is one.
// - The client has 256 tasks in flight, each by delay() and get(). A group of all of them, or ResultSet.join_native(), was no faster with one worker and slower by
//   half with four.
// - hiredis, which redis-py uses where it is installed: its README ("Parsers") has it faster by up to ten times in parsing replies.
// - Redis without persistence (redis.conf, "SNAPSHOTTING": save ""; appendonly no): jobs are in memory only, as with the others.

namespace Bench;

return [new class extends Dispatcher {
	private const ENV = ['PYTHONDONTWRITEBYTECODE' => '1', 'PYTHONWARNINGS' => 'ignore'];
	public string $name = 'Celery + Redis';
	public string $packages = 'python3-celery python3-redis python3-hiredis redis-server';

	public function installed(): bool
	{
		return program('redis-server') !== '' && python() !== '' && works(python(), '-c', 'import celery, redis, hiredis');
	}

	public function contestants(): array
	{
		return ['Celery + Redis' => 1000];
	}

	private function env(Stage $stage): array
	{
		return self::ENV + ['BENCH_REDIS' => "redis+socket://$stage->dir/redis.sock", 'PYTHONPATH' => dirname(source('celery_jobs.py'))];
	}

	public function start(Stage $stage, int $workers): void
	{
		$socket = "$stage->dir/redis.sock";
		$stage->start([program('redis-server'), '--port', '0', '--unixsocket', $socket, '--save', '', '--appendonly', 'no', '--dir', $stage->dir]);
		$stage->until(static fn () => file_exists($socket), 'redis-server listens');
		$stage->start([python(), '-m', 'celery', '-A', 'celery_jobs', 'worker', '--pool', 'prefork', '--concurrency', "$workers", '--loglevel', 'WARNING',
			'--without-gossip', '--without-mingle', '--without-heartbeat'], $this->env($stage));
	}

	public function command(Stage $stage, string $contestant, int $workers, int $bytes, int $jobs): array
	{
		$env = $this->env($stage);
		return ['env', ...array_map(static fn ($k, $v) => "$k=$v", array_keys($env), $env), python(), source('celery_jobs.py'), "$bytes", "$jobs"];
	}
}];
