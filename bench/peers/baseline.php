<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// What the peers are beside: the C programs that are the limit, this extension, and what is written by hand with pcntl. They are what bench/dispatch
// measures, and the same disciplines for those that keep workers.

namespace Bench;

return [
	new class extends Dispatcher {
		private const CONTESTANTS = [
			'C, 256 in flight: the ceiling' => ['raw256', 600000],
			OURS . ': foreach map()' => ['map', 200000],
			'pcntl pool, 64 in flight' => ['pcntl64', 100000],
			'C, 1 in flight: the round trip' => ['raw1', 8000],
			'pcntl pool, 1 in flight' => ['pcntl1', 8000],
			OURS . ': submit()->await()' => ['await', 5000],
		];
		public string $name = 'baseline';

		public function contestants(): array
		{
			return array_map(static fn ($c) => $c[1], self::CONTESTANTS);
		}

		public function alone(string $contestant): bool
		{
			return self::CONTESTANTS[$contestant][0] === 'await';
		}

		public function command(Stage $stage, string $contestant, int $workers, int $bytes, int $jobs): array
		{
			$what = self::CONTESTANTS[$contestant][0];
			if (str_starts_with($what, 'raw')) {
				return [compiled('raw_dispatch'), "$workers", "$bytes", substr($what, 3), "$jobs"];
			}
			return [...(str_starts_with($what, 'pcntl') ? interpreter() : ours()), __DIR__ . '/../dispatch.php', $what, "$workers", "$bytes", 'string', "$jobs"];
		}
	},

	new class extends Keeper {
		public string $name = 'C: the floor';

		public function start(Stage $stage, int $workers): int
		{
			return $stage->start([compiled('raw_keeper'), "$workers"]);
		}
	},

	new class extends Keeper {
		public string $name = OURS;

		public function start(Stage $stage, int $workers, string $mode = 'busy'): int
		{
			return $stage->start([...ours(), source('pool.php'), "$workers", $mode]);
		}

		public function idle(Stage $stage, int $workers): array
		{
			$master = $this->start($stage, $workers, 'idle');
			$stage->births($workers);
			return [$master];
		}
	},

	new class extends Keeper {
		public string $name = 'pcntl loop';

		public function start(Stage $stage, int $workers): int
		{
			return $stage->start([...interpreter(), source('pcntl.php'), "$workers"]);
		}
	},
];
