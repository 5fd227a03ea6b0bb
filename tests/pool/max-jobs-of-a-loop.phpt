--TEST--
maxJobs of a Loop: next() is false after so many jobs
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Loop, Pool, Worker, WorkerExit};

$runs = temp_dir() . '/runs';
$pool = new Pool(new Loop(function (Worker $w) use ($runs) {
    for ($n = 0; $w->next(); $n++) {
        $w->begin();
        $w->end();
        if ($w->spawn > 2) {
            usleep(2000);
        }
    }
    note($runs, "$w->spawn: $n");
}), workers: 1, maxJobs: 4);
$exits = [];
$pool->on(Event::WorkerExit, function (WorkerExit $e) use (&$exits) { $exits[] = $e->reason->value; });
$pool->start();
serve_until($pool, function () use (&$exits) { return count($exits) >= 2; });
$pool->stop();
echo lines($runs)[0], ', ', lines($runs)[1], ', ', $exits[0], ', ', $exits[1], "\n";
?>
--EXPECT--
1: 4, 2: 4, max_jobs, max_jobs
