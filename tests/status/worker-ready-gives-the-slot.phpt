--TEST--
WorkerReady gives the SlotStatus of a worker that has booted
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Pool, SlotStatus};

$pool = new Pool(fn () => 1, name: 'ready', workers: 2);
$seen = [];
$pool->on(Event::WorkerReady, function (SlotStatus $slot) use (&$seen) { $seen[$slot->slot] = [$slot->pool, $slot->spawn, $slot->pid > 0, $slot->job, $slot->restartIn, $slot->failures]; });
$pool->start();
serve_until($pool, function () use (&$seen) { return count($seen) === 2; });
ksort($seen);
echo json_encode($seen), "\n";
?>
--EXPECT--
[["ready",1,true,null,null,0],["ready",1,true,null,null,0]]
