<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// Tests what bench/guard reads and judges by, on counts that are made up. tools/test --lane guard runs it; silent when all is well.

namespace Bench;

require __DIR__ . '/lib.php';
require __DIR__ . '/callgrind.php';
require __DIR__ . '/counts.php';

$failures = 0;

function same(string $what, mixed $expected, mixed $got): void
{
	global $failures;

	if ($expected !== $got) {
		$failures++;
		fwrite(STDERR, "$what: expected " . json_encode($expected) . ', got ' . json_encode($got) . "\n");
	}
}

/* --- callgrind.php: numbers for names; the cost of a call, also of one from before the counts began, is not the caller's; a jump of the linker's --- */

file_put_contents($file = tempnam(sys_get_temp_dir(), 'sv-guard-'), <<<'OUT'
	version: 1
	creator: callgrind-3.19.0
	positions: line
	events: Ir
	summary: 1000

	ob=(1) /usr/bin/php
	fn=(1) execute_ex
	0 100
	cob=(2) /x/supervisor.so
	cfn=(2) hand.part.0
	calls=2 0
	0 500

	fn=(7) execute_ex'2
	0 11
	cob=(2)
	cfn=(2)
	calls=0 0
	0 9000

	ob=(2)
	fn=(2)
	0 30
	cfn=(3) take
	calls=4 0
	0 77
	* 5
	cob=(1)
	cfn=(4) 0x00001234
	calls=3 0
	0 60
	cob=(3) ???
	cfn=(5) 0x00005678
	calls=2 0
	0 44

	fn=(3)
	0 70
	cob=(4) /lib/libc.so.6
	cfn=(6) __memcpy_avx_unaligned_erms
	calls=6 0
	0 61

	fn=(9) hand
	+1 5

	ob=(3)
	fn=(5)
	0 2
	cob=(1)
	cfn=(8) zval_ptr_dtor
	calls=2 0
	0 42

	totals: 1000

	OUT);
$profile = profile($file, '/x/supervisor.so', '/usr/bin/php');
unlink($file);
same('instructions in supervisor.so', ['hand' => 40, 'take' => 70], $profile['own']);
same('calls out', ['(no name) in php' => 3, 'zval_ptr_dtor' => 2, 'memcpy' => 6], $profile['calls']);
same('instructions in PHP', ['execute_ex' => 111], $profile['php']);
same('more less less', ['own' => ['a' => 2.0, 'b' => -1.0]], add(['own' => ['a' => 5.0]], ['own' => ['a' => 3.0, 'b' => 1.0]], -1));

/* --- counts.php --- */

const MADE = ['compiler' => 'gcc 12.2 -O2', 'platform' => 'PHP 8.2 NTS x86_64', 'php' => 'PHP 8.2.36 (cli)'];

function counts(array $made, float $own, float $calls = 10, float $php = 500, string $whose = 'string master'): Counts
{
	$counts = new Counts($made + MADE);
	$counts->add($whose, ['own' => ['hot' => $own, 'cold' => 100.0, 'tiny' => 1.0], 'calls' => ['_emalloc' => $calls], 'php' => ['execute_ex' => $php]]);
	return $counts;
}

function verdicts(Counts $stored, Counts $now): string
{
	return implode(' ', array_column($stored->judge($now)['string master'], 'verdict'));
}

$stored = Counts::read(counts([], 899)->write());
same('made', MADE, $stored->made);
same('totals', ['own' => 1000.0, 'calls' => 10.0, 'php' => 500.0], $stored->totals['string master']);
same('no name for the small', ['hot' => 899.0, 'cold' => 100.0], $stored->functions['string master']['own']);

same('nothing has changed', 'passed passed passed', verdicts($stored, counts([], 899)));
same('5 %', 'passed passed passed', verdicts($stored, counts([], 949, 10.5, 525)));
same('more than 5 %', 'failed failed failed', verdicts($stored, counts([], 949.1, 10.51, 525.1)));
same('one call more', 'passed failed passed', verdicts($stored, counts([], 899, 11)));
same('half', 'passed passed passed', verdicts($stored, counts([], 400, 5, 250)));
same('how much less', -0.5, $stored->judge(counts([], 399))['string master']['own']['growth']);
same('another compiler', 'skipped skipped failed', verdicts($stored, counts(['compiler' => 'clang 14.0'], 2000, 20, 1000)));
same('another build of PHP', 'failed failed skipped', verdicts($stored, counts(['php' => 'PHP 8.2.37 (cli)'], 2000, 20, 1000)));
same('another PHP', 'skipped skipped skipped', verdicts($stored, counts(['platform' => 'PHP 8.4 NTS x86_64'], 2000, 20, 1000)));
same('nothing is stored', 'failed', (new Counts(MADE))->judge(counts([], 1))['string master']['own']['verdict']);

$now = counts([], 950);
$now->functions['string master']['own'] = ['hot' => 950.0, 'cold' => 60.0, 'tiny' => 9.0, 'new' => 200.0];
same('what has grown, and where it went', ['new' => [null, 200.0], 'hot' => [899.0, 950.0], 'cold' => [100.0, 60.0]],
	$stored->changes($now, 'string master', 'own'));

exit($failures ? 1 : 0);
