--TEST--
A pool that stops while its file cannot be written waits for stopTimeout, 5 s at least, and says what is lost
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Log, Loop, Master, Output, Pool, Rotate, Worker, WorkerExit};

require dirname(__DIR__) . '/helper.inc';

$log = log_to_file();
symlink('/dev/full', $file = temp_dir() . '/app.log');
$pool = new Pool(fn () => print("0123456789\n"), workers: 1, stopTimeout: 0.1, output: Output::file($file));
$pool->submit(1);
$pool->wait();
$pool->stop();
echo implode("\n", array_map(fn ($line) => preg_replace('/^\[.*?\] /', '', $line), array_slice(lines($log), -1))), "\n";
?>
--EXPECT--
supervisor.error: pool "log writer": 11 bytes that workers of pool "default", slot 0, have printed could not be written in time, and are lost
