--TEST--
Status::$restarts counts workers that came before the one that they replace was gone, too
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn (Job $job) => 1, workers: 3);
$pool->start();
serve_until_ready($pool);
echo $pool->status()->restarts, "\n";
$pool->restart();
serve_until($pool, fn () => count($pool->status()->exits) === 3);
$status = $pool->status();
echo $status->restarts, ' ', json_encode($status->recycled), ' ', implode(' ', array_map(fn ($slot) => $slot->spawn, $status->slots)), "\n";
$pool->stop();
echo $pool->status()->restarts, "\n";
?>
--EXPECT--
0
3 {"restarted":3} 2 2 2
3
