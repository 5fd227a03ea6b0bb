<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// Gearman: gearmand, workers in PHP, and a client that has 256 tasks at once.
//
// - addTask() and runTasks(), which the PHP manual (GearmanClient) has for tasks that run in parallel; doNormal() has one in flight.
// - --threads=1: gearmand(8), "Thread Model", has more than one I/O thread for many connections; here there are a few, and the default of 4 was slower by
//   a third with one worker.
// - No persistent queue, no log: jobs are in memory only, as with the others.

namespace Bench;

return [new class extends Dispatcher {
	public string $name = 'Gearman';
	public string $packages = 'gearman-job-server php-gearman';
	private int $port;

	private function php(): array
	{
		return [php(), '-n', '-d', 'extension=gearman'];
	}

	public function installed(): bool
	{
		return program('gearmand') !== '' && works(...[...$this->php(), '-r', 'exit(class_exists("GearmanClient") ? 0 : 1);']);
	}

	public function contestants(): array
	{
		return ['Gearman' => 8000];
	}

	public function start(Stage $stage, int $workers): void
	{
		$this->port = Stage::port();
		$user = posix_getpwuid(posix_geteuid())['name'];
		$stage->start([program('gearmand'), '--listen=127.0.0.1', "--port=$this->port", '--threads=1', '--log-file=none', "--pid-file=$stage->dir/pid", "--user=$user"]);
		$stage->until(fn () => @fsockopen('127.0.0.1', $this->port), 'gearmand listens');
		for ($i = 0; $i < $workers; $i++) {
			$stage->start([...$this->php(), source('gearman.php'), "$this->port", 'worker']);
		}
	}

	public function command(Stage $stage, string $contestant, int $workers, int $bytes, int $jobs): array
	{
		return [...$this->php(), source('gearman.php'), "$this->port", 'client', "$bytes", "$jobs"];
	}
}];
