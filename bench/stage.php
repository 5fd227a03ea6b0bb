<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// A place where daemons of others are started: a directory of its own, the processes that work in it, and word of each worker that is born. It knows
// nothing of who they are.
//
// Such processes fork, change their process groups, write over their titles and outlive their masters. What they have in common is that their working
// directory is the stage, or below it: by that they are found and ended.

namespace Bench;

final class Stage
{
	public readonly string $dir;
	/** A FIFO. A worker writes "PID NANOSECONDS\n" into it: who it is, and the monotonic clock at the first line of user code. */
	public readonly string $births;
	/** @var resource */
	private $fifo;
	private string $unread = '';
	/** @var array<int,resource> by pid */
	private array $processes = [];

	public function __construct()
	{
		static $stages = 0;

		$this->dir = self::root() . '/' . ++$stages;
		$this->births = "$this->dir/births";
		if (!mkdir($this->dir) || !posix_mkfifo($this->births, 0600)) {
			fail("cannot make $this->births");
		}
		/* For writing, too: so it never ends, and the first reader does not wait for a writer. */
		$this->fifo = fopen($this->births, 'r+');
		stream_set_blocking($this->fifo, false);
		stream_set_read_buffer($this->fifo, 0);
	}

	/** The directory of all stages. With it starts a process that outlives the driver, to end what that has left and to remove the directory. */
	private static function root(): string
	{
		static $root, $guard, $pipes;

		if (!$root) {
			$root = sys_get_temp_dir() . '/sv-bench-' . getmypid();
			if (!mkdir($root, 0700)) {
				fail("cannot make $root");
			}
			end_on_signals();
			/* The driver's end of this pipe is closed on exec and when the driver is gone, however it went. */
			$guard = proc_open([PHP_BINARY, __FILE__, 'guard', $root], [['pipe', 'r']], $pipes) ?: fail('cannot start ' . PHP_BINARY);
			register_shutdown_function(static function () use (&$guard, &$pipes) {
				fclose($pipes[0]);
				proc_close($guard);
			});
		}
		return $root;
	}

	public static function guard(string $root): never
	{
		foreach ([SIGINT, SIGTERM, SIGHUP] as $signal) {
			pcntl_signal($signal, SIG_IGN);
		}
		fgets(STDIN);
		self::sweep($root);
		exec('rm -rf ' . escapeshellarg($root));
		exit(0);
	}

	/** Ends, pid by pid, all that have their working directory in $dir, and those that they start meanwhile. */
	private static function sweep(string $dir): void
	{
		do {
			$found = 0;
			foreach (glob('/proc/[0-9]*/cwd', GLOB_NOSORT) as $cwd) {
				/* Of a zombie, or one that is gone, there is no link. */
				$at = (string) @readlink($cwd);
				if ($at === $dir || str_starts_with($at, "$dir/")) {
					posix_kill((int) basename(dirname($cwd)), SIGKILL);
					$found++;
				}
			}
			usleep($found ? 2000 : 0);
		} while ($found);
	}

	/** A file on the stage. */
	public function file(string $name, string $content, int $mode = 0644): string
	{
		$path = "$this->dir/$name";
		if (!is_dir(dirname($path))) {
			mkdir(dirname($path), 0755, true);
		}
		if (file_put_contents($path, $content) !== strlen($content) || !chmod($path, $mode)) {
			fail("cannot write $path");
		}
		return $path;
	}

	/**
	 * Starts a process on the stage; what it says goes to a file there.
	 *
	 * @param list<string> $command
	 * @param array<string,string> $env
	 */
	public function start(array $command, array $env = []): int
	{
		$log = ['file', "$this->dir/log", 'a'];
		$process = proc_open($command, [['file', '/dev/null', 'r'], $log, $log], $pipes, $this->dir, $env + ['BENCH_BIRTHS' => $this->births] + getenv());
		$pid = $process ? proc_get_status($process)['pid'] : fail('cannot start ' . $command[0]);
		$this->processes[$pid] = $process;
		return $pid;
	}

	/**
	 * The next worker that has told of its birth.
	 *
	 * @return array{int, int} pid, nanoseconds
	 */
	public function birth(float $seconds = 30): array
	{
		$until = microtime(true) + $seconds;
		while (($end = strpos($this->unread, "\n")) === false) {
			$read = [$this->fifo];
			$none = null;
			if (@stream_select($read, $none, $none, 0, 200000)) {
				$this->unread .= fread($this->fifo, 65536);
			} elseif (microtime(true) > $until) {
				$this->give_up("no worker was born for $seconds s");
			}
		}
		$line = substr($this->unread, 0, $end);
		$this->unread = substr($this->unread, $end + 1);
		return sscanf($line, '%d %d');
	}

	/** @return array<int,int> pid => nanoseconds, of so many */
	public function births(int $count, float $seconds = 60): array
	{
		$births = [];
		while (count($births) < $count) {
			[$pid, $ns] = $this->birth($seconds);
			$births[$pid] = $ns;
		}
		return $births;
	}

	/** Waits for what cannot be waited for. */
	public function until(\Closure $condition, string $what, float $seconds = 20): void
	{
		$until = microtime(true) + $seconds;
		while (!$condition()) {
			if (microtime(true) > $until) {
				$this->give_up("$what: not within $seconds s");
			}
			usleep(500);
		}
	}

	private function give_up(string $why): never
	{
		fail("$why\n" . implode('', array_slice(@file("$this->dir/log") ?: [], -20)));
	}

	/** The children of a process, by pid. @return list<int> */
	public static function children(int $pid): array
	{
		$children = [];
		foreach (glob('/proc/[0-9]*/stat', GLOB_NOSORT) as $stat) {
			/* PID (NAME) STATE PPID ...: the name may hold anything. */
			$line = (string) @file_get_contents($stat);
			if (preg_match('/^(\d+) .*\) [^Z] (\d+) /s', $line, $m) && (int) $m[2] === $pid) {
				$children[] = (int) $m[1];
			}
		}
		return $children;
	}

	/** A port that was free a moment ago. */
	public static function port(): int
	{
		$socket = stream_socket_server('tcp://127.0.0.1:0') ?: fail('no port is free');
		return (int) substr(strrchr(stream_socket_get_name($socket, false), ':'), 1);
	}

	public function end(): void
	{
		self::sweep($this->dir);
		array_map('proc_close', $this->processes);
		$this->processes = [];
		fclose($this->fifo);
		exec('rm -rf ' . escapeshellarg($this->dir));
	}
}

if (($argv[1] ?? '') === 'guard' && realpath($argv[0]) === __FILE__) {
	Stage::guard($argv[2]);
}
