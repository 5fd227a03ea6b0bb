--TEST--
A worker of a Loop that has more than maxMemory at the end() of a job is replaced, before it has one and a half times as much
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Loop, Pool, Worker, WorkerExit};

ini_set('memory_limit', -1);
preg_match('/^VmRSS:\s*(\d+) kB/m', file_get_contents('/proc/self/status'), $m);
$limit = ($m[1] << 10) * SLOWER + (64 << 20);
$exits = [];
// 12 jobs of 8 MB fit between the limit and one and a half times as much; a look once a second would be too late for most.
$pool = new Pool(new Loop(function (Worker $w) {
    $leak = [];
    while ($w->next()) {
        $w->begin();
        $leak[] = str_repeat('x', 8 << 20);
        wait_until(fn () => false, 0.05 / SLOWER);
        $w->end();
    }
}), workers: 1, maxMemory: $limit);
$pool->on(Event::WorkerExit, function (WorkerExit $e) use (&$exits) { $exits[] = $e->reason->value; });
$pool->start();
serve_until($pool, function () use (&$exits) { return count($exits) >= 3; });
echo implode(' ', array_slice($exits, 0, 3)), "\n";
$pool->stop();
?>
--EXPECT--
max_memory max_memory max_memory
