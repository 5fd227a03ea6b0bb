--TEST--
Status::$runTime and $waitTime of a pool with a Loop are null: its jobs are its own
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Loop, Pool, Worker};

$pool = new Pool(new Loop(function (Worker $w) {
    while ($w->next()) {
        $w->begin('its own');
        $w->end();
        usleep(1000);
    }
}), workers: 1);
$pool->start();
serve_until($pool, fn () => $pool->status()->slots[0]->jobs > 0);
$s = $pool->status();
echo json_encode([$s->runTime, $s->waitTime, $s->oldest]), "\n";
$pool->stop();
no_cycles();
?>
--EXPECT--
[{"p50":null,"p90":null,"p99":null,"max":null},{"p50":null,"p90":null,"p99":null,"max":null},null]
