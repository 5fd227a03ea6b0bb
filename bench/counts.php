<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// Counts a job, as they are stored in guard.counts: reading, writing, comparing. It knows nothing of how they are taken.

namespace Bench;

/* Growth by more than this share fails. */
const TOLERATED = 0.05;
/* Functions with less than this share of a count are not stored one by one, and no culprits. */
const NAMED = 0.01;

/**
 * What was counted, for whom ("string master"), kind and function; and what that depends on: "compiler", "platform", "php".
 */
final class Counts
{
	/**
	 * @param array<string,string> $made
	 * @param array<string,array<string,array<string,float>>> $functions those that are worth a name
	 * @param array<string,array<string,float>> $totals
	 */
	public function __construct(public array $made, public array $functions = [], public array $totals = []) {}

	/** @param array<string,array<string,float>> $profile as in callgrind.php, a job */
	public function add(string $whose, array $profile): void
	{
		foreach ($profile as $kind => $functions) {
			$this->totals[$whose][$kind] = round(array_sum($functions), 2);
			$functions = array_map(static fn ($n) => round($n, 2), $functions);
			ksort($functions);
			arsort($functions); /* which keeps the order of those that are equal */
			$this->functions[$whose][$kind] = $functions;
		}
	}

	public static function read(string $text): self
	{
		$counts = new self([]);
		$whose = null;
		foreach (explode("\n", $text) as $i => $line) {
			if ($line === '' || $line[0] === '#') {
				continue;
			}
			if (preg_match('/^\[(\w+ \w+)\]$/', $line, $m)) {
				$whose = $m[1];
			} elseif ($whose === null && preg_match('/^(\w+): (.+)$/', $line, $m)) {
				$counts->made[$m[1]] = $m[2];
			} elseif ($whose !== null && preg_match('/^(\w+) +([\d.]+)$/', $line, $m)) {
				$counts->totals[$whose][$m[1]] = (float) $m[2];
			} elseif ($whose !== null && preg_match('/^\t(\w+) +([\d.]+) (.+)$/', $line, $m)) {
				$counts->functions[$whose][$m[1]][$m[3]] = (float) $m[2];
			} else {
				fail('line ' . $i + 1 . ' of the stored counts cannot be read');
			}
		}
		return $counts;
	}

	public function write(): string
	{
		$text = "# Written by bench/guard --store; see README.md. A job: instructions in supervisor.so (own), calls out of it (calls), instructions in PHP (php).\n"
			. '# Below them the functions with ' . NAMED * 100 . " % or more of each.\n\n";
		foreach ($this->made as $what => $how) {
			$text .= "$what: $how\n";
		}
		foreach ($this->totals as $whose => $kinds) {
			$text .= "\n[$whose]\n";
			foreach ($kinds as $kind => $total) {
				$text .= sprintf("%-5s %10.2f\n", $kind, $total);
				foreach ($this->functions[$whose][$kind] as $function => $n) {
					if ($n >= $total * NAMED) {
						$text .= sprintf("\t%-5s %10.2f %s\n", $kind, $n, $function);
					}
				}
			}
		}
		return $text;
	}

	/**
	 * Why counts of a kind cannot be compared with these: kind => reason.
	 *
	 * @return array<string,string>
	 */
	public function unlike(self $now): array
	{
		$reasons = [];
		/* A compiler makes calls of memcpy() and memset() of its own, and instructions in their place. What PHP does for a call depends on that one PHP. */
		foreach (['php' => ['php'], 'compiler' => ['own', 'calls'], 'platform' => ['own', 'calls', 'php']] as $what => $kinds) {
			$stored = $this->made[$what] ?? 'nothing';
			if ($stored !== $now->made[$what]) {
				$reasons = array_fill_keys($kinds, "stored for $stored, this is {$now->made[$what]}") + $reasons;
			}
		}
		return $reasons;
	}

	/**
	 * Each count of now beside these: "passed", "failed" (it has grown, or nothing is stored), "skipped" (it cannot be compared). Growth is a share, 0.05 for
	 * 5 %, null when nothing is stored.
	 *
	 * @return array<string,array<string,array{verdict:string,growth:?float}>>
	 */
	public function judge(self $now): array
	{
		$unlike = $this->unlike($now);
		$verdicts = [];
		foreach ($now->totals as $whose => $kinds) {
			foreach ($kinds as $kind => $total) {
				$stored = $this->totals[$whose][$kind] ?? 0;
				$growth = $stored > 0 ? round($total / $stored - 1, 6) : null;
				$verdicts[$whose][$kind] = ['growth' => $growth, 'verdict' => match (true) {
					$growth === null => 'failed',
					isset($unlike[$kind]) => 'skipped',
					$growth > TOLERATED => 'failed',
					default => 'passed',
				}];
			}
		}
		return $verdicts;
	}

	/**
	 * Where a count has changed: function => [stored, now], what has grown most first. Stored is null for what had no name of its own.
	 *
	 * @return array<string,array{?float,float}>
	 */
	public function changes(self $now, string $whose, string $kind): array
	{
		$old = $this->functions[$whose][$kind] ?? [];
		$new = $now->functions[$whose][$kind];
		$least = $this->totals[$whose][$kind] * NAMED;
		$changes = $by = [];
		foreach ($old + $new as $function => $n) {
			$change = ($new[$function] ?? 0) - ($old[$function] ?? 0);
			if (abs($change) >= $least) {
				$changes[$function] = [$old[$function] ?? null, $new[$function] ?? 0];
				$by[$function] = $change;
			}
		}
		uksort($changes, static fn ($a, $b) => $by[$b] <=> $by[$a]);
		return $changes;
	}
}
