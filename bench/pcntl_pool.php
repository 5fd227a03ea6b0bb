<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// What an experienced PHP programmer writes with pcntl when he has no extension: forked workers, a socket pair each, serialize() both ways, and
// stream_select() in the master. A contestant of bench/dispatch; no supervision, no retries, no keys: a worker that dies ends it.

namespace Bench;

final class PcntlPool
{
	private const PIECE = 256 * 1024;

	/** @var list<resource> */
	private array $sockets = [];
	/** @var list<int> */
	private array $pids = [];

	public function __construct(int $workers, \Closure $handler)
	{
		for ($i = 0; $i < $workers; $i++) {
			[$mine, $its] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
			$pid = pcntl_fork();
			if ($pid === 0) {
				fclose($mine);
				foreach ($this->sockets as $socket) {
					fclose($socket);
				}
				self::work($its, $handler);
				exit(0);
			}
			fclose($its);
			self::prepare($mine);
			stream_set_blocking($mine, false);
			$this->sockets[] = $mine;
			$this->pids[] = $pid;
		}
	}

	/** @param resource $socket */
	private static function prepare($socket): void
	{
		stream_set_read_buffer($socket, 0);
		stream_set_chunk_size($socket, self::PIECE);
	}

	/** Answers all whole frames of what it has read in one write. @param resource $socket */
	private static function work($socket, \Closure $handler): void
	{
		$in = '';
		self::prepare($socket);
		while (($chunk = fread($socket, 128 * 1024)) !== false && $chunk !== '') {
			$in .= $chunk;
			$have = strlen($in);
			$at = 0;
			$out = '';
			while ($have - $at >= 4) {
				$len = unpack('V', $in, $at)[1];
				if ($have - $at - 4 < $len) {
					break;
				}
				$result = serialize($handler(unserialize(substr($in, $at + 4, $len))));
				$out .= pack('V', strlen($result)) . $result;
				$at += 4 + $len;
			}
			if ($at > 0) {
				$in = $at === $have ? '' : substr($in, $at);
			}
			while ($out !== '') {
				$n = fwrite($socket, $out);
				if (!$n) {
					return;
				}
				$out = $n === strlen($out) ? '' : substr($out, $n);
			}
		}
	}

	/**
	 * The results, as they come.
	 *
	 * @param int $depth jobs in flight a worker; their frames leave in one write
	 */
	public function map(\Iterator $payloads, int $depth): \Generator
	{
		$out = $in = array_fill(0, count($this->sockets), '');
		$flying = $sent = array_fill(0, count($this->sockets), 0);
		$ready = $this->sockets;

		for (;;) {
			/* Refill those that have answered. */
			foreach ($ready as $i => $_) {
				if ($out[$i] === '') {
					$frames = '';
					while ($flying[$i] < $depth && $payloads->valid()) {
						$payload = serialize($payloads->current());
						$payloads->next();
						$frames .= pack('V', strlen($payload)) . $payload;
						$flying[$i]++;
					}
					$out[$i] = $frames;
				}
				if ($out[$i] !== '') {
					/* Piece by piece when it is long; a full socket is a warning. */
					$piece = $sent[$i] === 0 && strlen($out[$i]) <= self::PIECE ? $out[$i] : substr($out[$i], $sent[$i], self::PIECE);
					$sent[$i] += (int) @fwrite($this->sockets[$i], $piece);
					if ($sent[$i] === strlen($out[$i])) {
						$out[$i] = '';
						$sent[$i] = 0;
					}
				}
			}
			$readable = array_filter($this->sockets, static fn ($i) => $flying[$i] > 0, ARRAY_FILTER_USE_KEY);
			if (!$readable) {
				return;
			}
			$writable = array_filter($this->sockets, static fn ($i) => $out[$i] !== '', ARRAY_FILTER_USE_KEY);
			$except = null;
			stream_select($readable, $writable, $except, null);
			$ready = $readable + $writable;
			foreach ($readable as $i => $socket) {
				$chunk = fread($socket, self::PIECE);
				if ($chunk === false || ($chunk === '' && feof($socket))) {
					throw new \RuntimeException('a worker died');
				}
				$in[$i] .= $chunk;
				$bytes = &$in[$i];
				$have = strlen($bytes);
				$at = 0;
				while ($have - $at >= 4) {
					$len = unpack('V', $bytes, $at)[1];
					if ($have - $at - 4 < $len) {
						break;
					}
					$flying[$i]--;
					yield unserialize(substr($bytes, $at + 4, $len));
					$at += 4 + $len;
				}
				if ($at > 0) {
					$bytes = $at === $have ? '' : substr($bytes, $at);
				}
				unset($bytes);
			}
		}
	}

	public function close(): void
	{
		array_map('fclose', $this->sockets);
		$this->sockets = [];
		foreach ($this->pids as $pid) {
			pcntl_waitpid($pid, $status);
		}
	}
}
