--TEST--
A Loop runs its body with the Worker and the context, counts its jobs by begin() and end(), and is replaced when it returns
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Loop, Pool, Worker, WorkerExit};

$dir = temp_dir();
$pool = new Pool(new Loop(function (Worker $w, $context) use ($dir) {
    note("$dir/runs", "$w->pool $w->slot $w->spawn $context " . json_encode([$w->stopping(), thrown(function () use ($w) { $w->spawn = 9; })]));
    if ($w->spawn === 1) {
        return;
    }
    $w->end(); // without begin(): nothing
    $w->begin('first');
    $w->begin('second'); // closes the one before
    $w->end();
    while ($w->next()) {
        usleep(2000);
    }
}), name: 'looped', workers: 1, boot: fn (Worker $w) => "context of $w->spawn");
$exits = [];
$pool->on(Event::WorkerExit, function (WorkerExit $e) use (&$exits) { $exits[] = "{$e->reason->value} " . json_encode([$e->planned, $e->jobs, $e->label, $e->exitCode]); });
$pool->start();
serve_until($pool, fn () => $pool->status()->slots[0]->jobs === 2);
$pool->stop();
echo implode("\n", lines("$dir/runs")), "\n", implode("\n", $exits), "\n", json_encode($pool->status()->recycled), "\n";
echo thrown(fn () => $pool->submit(1)), "\n";
?>
--EXPECT--
looped 0 1 context of 1 [false,"Error: Cannot modify readonly property Supervisor\\Worker::$spawn"]
looped 0 2 context of 2 [false,"Error: Cannot modify readonly property Supervisor\\Worker::$spawn"]
finished [true,0,null,0]
stopped [true,2,null,0]
{"stopped":1,"finished":1}
Supervisor\StateError: Pool::submit() cannot be called: the work of pool "looped" is a Loop, which fetches its own jobs
