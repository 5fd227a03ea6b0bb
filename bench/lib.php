<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// What the drivers in bench/ share: options, building, running a contestant, numbers. It knows nothing of what is measured.

namespace Bench;

const ROOT = __DIR__ . '/..';

function fail(string $why): never
{
	fwrite(STDERR, basename($_SERVER['argv'][0]) . ": $why\n");
	exit(1);
}

/** The PHP that the contestants run with: the one that tools/build builds for. */
function php(): string
{
	static $php;

	if (!$php) {
		$php = getenv('PHP_BIN') ?: trim((string) shell_exec('command -v php8.2 || command -v php'));
	}
	return $php ?: PHP_BINARY;
}

/**
 * --name or --name=value, for the names that have a default here. A list is comma separated.
 *
 * @param array<string,mixed> $defaults
 * @return array<string,mixed>
 */
function options(array $defaults, string $usage): array
{
	foreach (array_slice($_SERVER['argv'], 1) as $arg) {
		if (!preg_match('/^--([a-z]+)(?:=(.+))?$/', $arg, $m) || !array_key_exists($m[1], $defaults)) {
			fwrite(STDERR, $usage);
			exit($arg === '--help' ? 0 : 2);
		}
		$default = $defaults[$m[1]];
		$defaults[$m[1]] = match (true) {
			is_bool($default) => true,
			is_array($default) => array_map('intval', explode(',', $m[2] ?? '')),
			is_int($default) => (int) ($m[2] ?? 0),
			default => $m[2] ?? '',
		};
	}
	return $defaults;
}

/** The extension of --extension, or what tools/build builds. */
function extension(string $path): string
{
	if ($path === '') {
		$path = (string) exec(escapeshellarg(ROOT . '/tools/build') . ' demo 2>/dev/null', $lines, $status);
		if ($status !== 0) {
			fail('tools/build demo failed; run it to see why');
		}
	}
	return realpath($path) ?: fail("there is no $path");
}

/** Compiles bench/$name.c; returns the path of the program, or of the library to preload. */
function compile(string $name, bool $library = false): string
{
	$dir = ROOT . '/.build/bench';
	if (!is_dir($dir) && !mkdir($dir, 0777, true)) {
		fail("cannot make $dir");
	}
	$cc = getenv('CC') ?: 'cc';
	$result = $library ? "$dir/$name.so" : "$dir/$name";
	passthru("$cc -O2 -Wall " . ($library ? '-shared -fPIC ' : '') . '-o ' . escapeshellarg($result) . ' ' . escapeshellarg(__DIR__ . "/$name.c"), $status);
	if ($status !== 0) {
		fail("$name.c cannot be compiled with $cc");
	}
	return realpath($result);
}

/**
 * Runs a contestant and returns the numbers that it printed. One that takes longer than $seconds is killed. What it says on stderr is seen when it
 * fails.
 *
 * @param list<string> $command
 * @param array<string,string> $env
 * @return list<float>
 */
function run(array $command, float $seconds = 60, array $env = []): array
{
	static $running = null, $guarded = false;

	if (!$guarded) {
		/* However this ends, what it started ends, too. */
		$guarded = true;
		register_shutdown_function(static function () use (&$running) {
			if ($running) {
				proc_terminate($running, SIGKILL);
			}
		});
		if (function_exists('pcntl_async_signals')) {
			pcntl_async_signals(true);
			foreach ([SIGINT, SIGTERM, SIGHUP] as $signal) {
				pcntl_signal($signal, static fn () => exit(1));
			}
		}
	}
	$running = proc_open($command, [['file', '/dev/null', 'r'], ['pipe', 'w'], $errors = tmpfile()], $pipes, null, $env + getenv());
	$until = microtime(true) + $seconds;
	$output = '';
	while (!feof($pipes[1])) {
		$read = [$pipes[1]];
		$none = null;
		$left = $until - microtime(true);
		if ($left <= 0) {
			fail(implode(' ', $command) . " took longer than $seconds s");
		}
		if (@stream_select($read, $none, $none, 0, 200000)) {
			$output .= fread($pipes[1], 65536);
		}
	}
	fclose($pipes[1]);
	$process = $running;
	$running = null;
	$status = proc_close($process);
	if ($status !== 0) {
		fseek($errors, 0);
		fail(implode(' ', $command) . " ended with status $status\n" . stream_get_contents($errors));
	}
	return array_map('floatval', preg_split('/\s+/', trim($output)));
}

/** @param list<float> $numbers */
function quantile(array $numbers, float $q): float
{
	sort($numbers);
	$at = $q * (count($numbers) - 1);
	$low = (int) floor($at);
	$high = (int) ceil($at);
	return $numbers[$low] + ($numbers[$high] - $numbers[$low]) * ($at - $low);
}

/** @param list<float> $numbers */
function median(array $numbers): float
{
	return quantile($numbers, 0.5);
}

/** Three digits are all that such a measurement has. */
function short(float $n): string
{
	return match (true) {
		$n >= 999500 => sprintf($n >= 9995000 ? '%.1f M' : '%.2f M', $n / 1e6),
		$n >= 9995 => sprintf($n >= 99950 ? '%.0f k' : '%.1f k', $n / 1e3),
		default => sprintf('%.0f', $n),
	};
}

/**
 * A table in Markdown, as it is read in a terminal.
 *
 * @param list<string> $head
 * @param list<list<string>> $rows
 */
function table(array $head, array $rows): void
{
	$widths = array_map(static fn (int $i) => max(array_map(static fn ($row) => mb_width($row[$i]), [$head, ...$rows])), array_keys($head));
	foreach ([$head, array_map(static fn ($w) => str_repeat('-', $w), $widths), ...$rows] as $row) {
		foreach ($row as $i => $cell) {
			$pad = str_repeat(' ', $widths[$i] - mb_width($cell));
			echo '| ', $i === 0 ? $cell . $pad : $pad . $cell, ' ';
		}
		echo "|\n";
	}
}

/** Characters, without mbstring. */
function mb_width(string $s): int
{
	return strlen((string) preg_replace('/[\x80-\xbf]/', '', $s));
}

/** What it was measured on. */
function machine(string $extension): string
{
	$version = trim((string) exec(escapeshellarg(php()) . ' -n -r ' . escapeshellarg('echo PHP_VERSION, PHP_DEBUG ? " debug" : "", PHP_ZTS ? " ZTS" : " NTS";')));
	$load = sys_getloadavg();
	return sprintf('%s, PHP %s, Linux %s, %d processors, load %.1f before the run; extension %s', date('Y-m-d'), $version, php_uname('r'), (int) exec('nproc'), $load[0],
		basename(dirname($extension, 2)) . '/' . basename($extension));
}
