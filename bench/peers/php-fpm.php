<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// php-fpm, pm = static. Its workers run user code when there is a request, so each worker that is to be born has one waiting for it.
//
// - pm = static: php-fpm's www.conf says that the number of children is then fixed, as it is with the others; the manual (FPM, "Configuration") gives no other
//   mode in which a dead child is replaced at once.
// - listen is a unix socket, listen.backlog its default of 511: with 200 workers 200 requests wait there.
// - No access log, no slow log, no time limits: nothing that the master would do beside.

namespace Bench;

return [new class extends Keeper {
	public string $name = 'php-fpm';
	/** Connections of requests that run. @var list<resource> */
	private array $requests = [];

	public function __construct()
	{
		$this->packages = 'php' . php_branch() . '-fpm';
	}

	/** Of the PHP that all contestants run with. */
	private function fpm(): string
	{
		return program('php-fpm' . php_branch()) ?: program('php-fpm');
	}

	public function installed(): bool
	{
		return $this->fpm() !== '';
	}

	private function launch(Stage $stage, int $workers): int
	{
		$this->requests = [];
		/* It goes to the directory of its script, and that has to be on the stage. */
		$stage->file('birth.php', file_get_contents(source('birth.php')));
		$conf = $stage->file('fpm.conf', <<<CONF
			[global]
			pid = $stage->dir/pid
			error_log = $stage->dir/log
			daemonize = no
			[www]
			listen = $stage->dir/fpm.sock
			pm = static
			pm.max_children = $workers
			CONF);
		/* As the user who runs the bench, like all others. */
		return $stage->start([$this->fpm(), '-n', ...(posix_geteuid() === 0 ? ['-R'] : []), '--fpm-config', $conf]);
	}

	public function start(Stage $stage, int $workers): int
	{
		$master = $this->launch($stage, $workers);
		$this->feed($stage, $workers);
		return $master;
	}

	/** Requests for the script, in FastCGI, that nobody waits for. */
	public function feed(Stage $stage, int $workers): void
	{
		$params = '';
		foreach (['SCRIPT_FILENAME' => "$stage->dir/birth.php", 'REQUEST_METHOD' => 'GET', 'BENCH_BIRTHS' => $stage->births] as $name => $value) {
			$params .= pack('CN', strlen($name), strlen($value) | 0x80000000) . $name . $value;
		}
		$record = static fn (int $type, string $content) => pack('CCnnCC', 1, $type, 1, strlen($content), 0, 0) . $content;
		$request = $record(1, pack('nC6', 1, 0, 0, 0, 0, 0, 0)) . $record(4, $params) . $record(4, '') . $record(5, '');
		for ($i = 0; $i < $workers; $i++) {
			$stage->until(static function () use ($stage, &$connection): bool {
				return (bool) ($connection = @stream_socket_client("unix://$stage->dir/fpm.sock"));
			}, 'php-fpm listens');
			fwrite($connection, $request);
			$this->requests[] = $connection;
		}
	}

	public function idle(Stage $stage, int $workers): array
	{
		$master = $this->launch($stage, $workers);
		$stage->until(static fn () => count(Stage::children($master)) === $workers, "php-fpm has $workers workers");
		return [$master];
	}
}];
