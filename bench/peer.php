<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// What a contestant of bench/run is. Each file in peers/ returns a list of them.

namespace Bench;

abstract class Peer
{
	/** As the table names it; several contestants of a Dispatcher have names of their own. */
	public string $name;
	/** Debian's packages; none for what is in this repository. */
	public string $packages = '';

	/** Is all there that it takes? */
	public function installed(): bool
	{
		return true;
	}

	/** Of Debian's package, without Debian's own numbers; '' where dpkg is not at hand. */
	public function version(): string
	{
		if ($this->packages === '') {
			return '';
		}
		$version = (string) exec('dpkg-query -W -f ' . escapeshellarg('${Version}') . ' ' . escapeshellarg(strtok($this->packages, ' ')) . ' 2>/dev/null');
		return preg_replace('/^\d+:|[-+].*$/', '', $version);
	}
}

/** Runs no-op jobs and has their results back. */
abstract class Dispatcher extends Peer
{
	/** @return array<string,int> name => jobs of a run, about half a second */
	abstract public function contestants(): array;

	/** Whatever has to run before the command does. */
	public function start(Stage $stage, int $workers): void
	{
	}

	/** One worker is all that makes sense. */
	public function alone(string $contestant): bool
	{
		return false;
	}

	/** @return list<string> prints how many jobs it has run, and how many nanoseconds that took */
	abstract public function command(Stage $stage, string $contestant, int $workers, int $bytes, int $jobs): array;
}

/** Keeps so many workers running. */
abstract class Keeper extends Peer
{
	/** Seconds that a worker must have lived for its death to be one of a healthy worker. */
	public float $settle = 0.1;
	/** Seconds from a birth to the next kill. */
	public float $pause = 0.02;

	/** Starts it; its workers tell the stage of their births. Returns the pid of the master. */
	abstract public function start(Stage $stage, int $workers): int;

	/** So many more workers are to be told of: for those that run user code only when there is a request. */
	public function feed(Stage $stage, int $workers): void
	{
	}

	/** Starts it so that its workers have nothing to do; returns when they are all there, with the pids of what watches them. @return list<int> */
	public function idle(Stage $stage, int $workers): array
	{
		$master = $this->start($stage, $workers);
		$stage->births($workers);
		return [$master];
	}
}

/** The path of a program, '' if there is none. Daemons are where a user's PATH may not lead. */
function program(string $name): string
{
	foreach ([...explode(':', (string) getenv('PATH')), '/usr/sbin', '/sbin'] as $dir) {
		if (is_executable("$dir/$name")) {
			return "$dir/$name";
		}
	}
	return '';
}

/** Debian's Python: another one that comes first in the PATH has none of Debian's modules. */
function python(): string
{
	return is_executable('/usr/bin/python3') ? '/usr/bin/python3' : program('python3');
}

/** Does the command succeed? */
function works(string ...$command): bool
{
	exec(implode(' ', array_map('escapeshellarg', $command)) . ' >/dev/null 2>&1 </dev/null', result_code: $status);
	return $status === 0;
}

/** A program of peers/programs. */
function source(string $name): string
{
	return __DIR__ . "/peers/programs/$name";
}
