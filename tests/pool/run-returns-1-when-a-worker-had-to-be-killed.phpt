--TEST--
run() returns 1 when a worker had to be killed
--EXTENSIONS--
supervisor
--CAPTURE_STDIO--
STDOUT
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Master, Pool};

$pool = new Pool(function () { sleep(60); }, workers: 1, stopTimeout: 0.05);
$master = new Master([$pool]);
$master->every(0.005, function () use ($pool) { if ($pool->status()->running) { $pool->stop(); } });
$pool->submit(1);
var_dump($master->run());
echo counters($pool, 1), "\n";
?>
--EXPECT--
int(1)
cancelled=1
