<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// Python's concurrent.futures.ProcessPoolExecutor, with its default start method on Linux, fork.
//
// Executor.map() with a chunksize, for the library reference (concurrent.futures, "Executor Objects") says: "For very long iterables, using a large value
// for chunksize can significantly improve performance compared to the default size of 1." Both are here.

namespace Bench;

return [new class extends Dispatcher {
	public string $name = 'concurrent.futures';
	public string $packages = 'python3';

	public function installed(): bool
	{
		return python() !== '' && works(python(), '-c', 'import concurrent.futures.process');
	}

	public function contestants(): array
	{
		return ['concurrent.futures, chunk 64' => 100000, 'concurrent.futures, chunk 1' => 6000];
	}

	public function command(Stage $stage, string $contestant, int $workers, int $bytes, int $jobs): array
	{
		return [python(), source('pool_futures.py'), "$workers", "$bytes", "$jobs", strrchr($contestant, ' ')];
	}
}];
