<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// Python's multiprocessing.Pool, with its default start method on Linux, fork.
//
// imap_unordered() with a chunksize, for the library reference (multiprocessing, "Process Pools") advises it for very long iterables: "Consider using imap() or
// imap_unordered() with explicit chunksize option for better efficiency", and says that a large chunksize can make the job complete much faster than
// the default of 1. Both are here. A chunk is one message: a worker that dies loses, and a slow job holds up, all 64.

namespace Bench;

return [new class extends Dispatcher {
	public string $name = 'multiprocessing.Pool';
	public string $packages = 'python3';

	public function installed(): bool
	{
		return python() !== '' && works(python(), '-c', 'import multiprocessing.pool');
	}

	public function contestants(): array
	{
		return ['multiprocessing.Pool, chunk 64' => 200000, 'multiprocessing.Pool, chunk 1' => 20000];
	}

	public function command(Stage $stage, string $contestant, int $workers, int $bytes, int $jobs): array
	{
		return [python(), source('pool_multiprocessing.py'), "$workers", "$bytes", "$jobs", strrchr($contestant, ' ')];
	}
}];
