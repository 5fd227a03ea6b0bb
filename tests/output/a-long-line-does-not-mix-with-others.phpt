--TEST--
A line that is longer than a piece and is not yet over gives way to whole lines of the other stream, and goes on in a line of its own
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Log, Loop, Master, Output, Pool, Rotate, Worker, WorkerExit};

require dirname(__DIR__) . '/helper.inc';

$file = temp_dir() . '/app.log';
$pool = new Pool(function (Job $job) use ($file) {
    echo str_repeat('x', 8192 * 2), 'rest'; // two pieces and a part
    wait_until(fn () => filesize($file) >= 8192 * 2 || clearstatcache());
    file_put_contents('php://stderr', "whole\n");
    wait_until(fn () => str_contains(file_get_contents($file), 'whole'));
    echo "end\n";
}, workers: 1, output: Output::file($file));
$pool->submit(1);
$pool->wait();
$pool->stop();
echo implode("\n", array_map(fn ($line) => strlen($line) > 100 ? strlen($line) : $line, lines($file))), "\n";
?>
--EXPECT--
16384
whole
restend
