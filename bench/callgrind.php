<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// Reads what callgrind writes of a process (--dump-line=no) into a profile: by kind ("own", "calls", "php") and function, how many. It knows nothing
// of jobs and of what was counted before.
//
//     own     instructions in supervisor.so, by function
//     calls   calls out of supervisor.so, by what is called
//     php     instructions in the program itself, which is PHP; functions that it does not export have an address for a name

namespace Bench;

const KINDS = ['own', 'calls', 'php'];

/** One name for what gcc made of a function, for its recursion, and for libc's versions for this or that processor. */
function plain(string $function): string
{
	$function = preg_replace(['/\'\d+$/', '/\.(part|constprop|isra|cold|lto_priv)\b.*$/', '/@.*$/'], '', $function);
	return preg_replace('/^__(\w+?)_(avx|sse|ssse|evex|erms|avx512|generic)\w*$/', '$1', $function);
}

/**
 * @param string $own path of supervisor.so
 * @param string $php path of the program
 * @return array<string,array<string,float>>
 */
function profile(string $file, string $own, string $php): array
{
	$names = [];
	/* "(12) name" the first time, then "(12)": numbers are per kind of thing. */
	$name = static function (string $kind, string $text) use (&$names, $file): string {
		if (!preg_match('/^\((\d+)\)(?: (.*))?$/', $text, $m)) {
			return $text;
		}
		if (isset($m[2])) {
			$names[$kind][$m[1]] = $m[2];
		}
		return $names[$kind][$m[1]] ?? fail("$file: $kind $text has no name");
	};
	$profile = array_fill_keys(KINDS, []);
	$through = $out = [];
	$object = $function = $callee = '';
	$called_object = null; /* the same object, when it is not said */
	$calls = null; /* the next line is the cost of a call */
	$summary = false;

	foreach (file($file, FILE_IGNORE_NEW_LINES) ?: fail("cannot read $file") as $line) {
		if ($line === '') {
			continue;
		}
		if (str_contains('0123456789+-*', $line[0])) {
			$n = (int) substr($line, strpos($line, ' ') + 1);
			if ($calls !== null) { /* what the call cost inclusive, which those that are called say themselves */
				$called_object ??= $object;
				if ($object === $own && $called_object !== $own) {
					$out["$called_object $callee"] = ($out["$called_object $callee"] ?? 0) + $calls;
				} elseif ($object === '???') {
					$through[$function][$callee] = ($through[$function][$callee] ?? 0) + $calls;
				}
				$calls = null;
				$called_object = null;
			} elseif ($object === $own || $object === $php) {
				$kind = $object === $own ? 'own' : 'php';
				$profile[$kind][plain($function)] = ($profile[$kind][plain($function)] ?? 0) + $n;
			}
			continue;
		}
		[$key, $value] = explode('=', $line, 2) + [1 => ''];
		match ($key) {
			'ob' => $object = $name('object', $value),
			'fn' => $function = $name('function', $value),
			'cob' => $called_object = $name('object', $value),
			'cfn' => $callee = $name('function', $value),
			'calls' => $calls = (int) $value,
			default => $summary = $summary || str_starts_with($line, 'totals:'),
		};
	}
	if (!$summary || !$profile['php']) {
		fail("$file is not whole");
	}
	/* A function whose address is taken as well is called through a jump in the linker's .plt.got, which callgrind sees in no object. */
	foreach ($out as $to => $n) {
		[$object, $function] = explode(' ', $to, 2);
		if ($object === '???' && isset($through[$function])) {
			arsort($through[$function]);
			$function = key($through[$function]);
		}
		$function = str_starts_with($function, '0x') ? '(no name) in ' . basename($object) : plain($function);
		$profile['calls'][$function] = ($profile['calls'][$function] ?? 0) + $n;
	}
	return $profile;
}

/** $a + $factor * $b, function by function. */
function add(array $a, array $b, float $factor = 1): array
{
	foreach ($b as $kind => $functions) {
		foreach ($functions as $function => $n) {
			$a[$kind][$function] = ($a[$kind][$function] ?? 0) + $factor * $n;
		}
	}
	return $a;
}
