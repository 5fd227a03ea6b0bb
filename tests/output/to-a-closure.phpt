--TEST--
Output::to(): the closure has each line, with stream, slot, pid and pool, before stop() returns
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Log, Loop, Master, Output, Pool, Rotate, Worker, WorkerExit};

require dirname(__DIR__) . '/helper.inc';

$got = [];
$pool = new Pool(function () {
    echo "one\n\ntwo\x1b[1m\nlong ", str_repeat('x', 9000), "\nrest";
    fwrite(STDERR, "err\n");
}, name: 'web', workers: 1, output: Output::to(function (string $line, string $stream, int $slot, int $pid, string $pool) use (&$got) {
    $got[] = [$stream, strlen($line) > 100 ? strlen($line) : $line, $slot, $pool, $pid];
}, stripAnsi: true));
$pool->start();
serve_until_ready($pool);
$pid = $pool->status()->slots[0]->pid;
$pool->submit(1);
$pool->wait();
$pool->stop();
var_dump(array_unique(array_column($got, 4)) === [$pid]);
sort($got);
echo implode("\n", array_map(fn ($g) => json_encode(array_slice($g, 0, 4)), $got)), "\n";
?>
--EXPECT--
bool(true)
["stderr","err",0,"web"]
["stdout","",0,"web"]
["stdout",813,0,"web"]
["stdout",8192,0,"web"]
["stdout","one",0,"web"]
["stdout","rest",0,"web"]
["stdout","two",0,"web"]
