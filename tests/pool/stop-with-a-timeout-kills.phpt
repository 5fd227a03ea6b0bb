--TEST--
stop(0) kills what runs: that job is cancelled
--EXTENSIONS--
supervisor
--CAPTURE_STDIO--
STDOUT
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Pool, WorkerExit};

$running = temp_dir() . '/running';
$pool = new Pool(function () use ($running) { touch($running); sleep(60); }, workers: 1);
$exits = [];
$pool->on(Event::WorkerExit, function (WorkerExit $e) use (&$exits) { $exits[] = "{$e->reason->value} " . json_encode([$e->planned, $e->signal, $e->restartIn]); });
$job = $pool->submit(1);
serve_until($pool, fn () => is_file($running));
$before = microtime(true);
$pool->stop(0.01);
var_dump(microtime(true) - $before < 20);
echo implode("\n", $exits), "\n", $job->state()->value, ' ', $job->failure()->reason->name, ' ', counters($pool, 1), "\n";
?>
--EXPECT--
bool(true)
signaled [false,9,null]
cancelled Cancelled cancelled=1
