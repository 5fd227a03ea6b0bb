<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// runit: runsvdir, a runsv for each worker, and workers that are PHP scripts.
//
// - The run script ends with exec: the FAQ ("How do I create a new service directory") has the shell replace itself, else signals do not reach the worker.
// - No log service, no finish script.
// - runsv(8): "If ./run or ./finish exit immediately, runsv waits a second." So none is killed before that.

namespace Bench;

return [new class extends Keeper {
	public string $name = 'runit';
	public string $packages = 'runit';
	public float $settle = 1.5;

	public function installed(): bool
	{
		return program('runsvdir') !== '' && program('runsv') !== '';
	}

	public function start(Stage $stage, int $workers): int
	{
		$command = implode(' ', array_map('escapeshellarg', [...interpreter(), source('birth.php')]));
		for ($i = 0; $i < $workers; $i++) {
			$stage->file("service/$i/run", "#!/bin/sh\nexec $command\n", 0755);
		}
		return $stage->start([program('runsvdir'), "$stage->dir/service"]);
	}

	public function idle(Stage $stage, int $workers): array
	{
		$masters = parent::idle($stage, $workers);
		return [...$masters, ...Stage::children($masters[0])];
	}
}];
