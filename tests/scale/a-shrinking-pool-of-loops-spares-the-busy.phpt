--TEST--
scale() of a pool of Loops ends a worker that has no job, and does not interrupt one that says it has
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Loop, Pool, Worker, WorkerExit};

$dir = temp_dir();
// The higher number works: without the rule it would be the one to go.
$pool = new Pool(new Loop(function (Worker $w) use ($dir) {
    while ($w->next()) {
        if ($w->slot === 1) {
            $w->begin('important');
            note("$dir/log", 'begin');
            $left = sleep(is_file("$dir/quick") ? 0 : 1);
            note("$dir/log", "end, $left s were cut");
            $w->end();
            touch("$dir/quick");
        }
        wait_until(fn () => $w->stopping(), 60);
    }
}), workers: 2);
$exits = [];
$pool->on(Event::WorkerExit, function (WorkerExit $e) use (&$exits) { $exits[] = "$e->slot {$e->reason->value}"; });
$pool->start();
serve_until($pool, fn () => lines("$dir/log") && $pool->status()->slots[0]->state->value === 'idle');
$pool->scale(1);
serve_until($pool, function () use (&$exits) { return $exits; });
echo implode(', ', $exits), '; ', implode(', ', lines("$dir/log")), "\n";
$pool->scale(0);
serve_until($pool, function () use (&$exits) { return count($exits) > 1; });
echo implode(', ', $exits), '; ', implode(', ', lines("$dir/log")), "\n";
$pool->stop();
?>
--EXPECT--
0 scaled_down; begin
0 scaled_down, 1 scaled_down; begin, end, 0 s were cut
