--TEST--
A Loop whose body returns at once is finished and replaced, but on the ladder: it does not spin
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Event, Loop, Pool, Worker, WorkerExit};

require __DIR__ . '/../helper.inc';

$dir = temp_dir();
$pool = new Pool(new Loop(function (Worker $worker) use ($dir) {
    note("$dir/runs", "$worker->slot");
}), workers: 1);
$pool->on(Event::WorkerExit, function (WorkerExit $exit) use ($pool) {
    static $n = 0;
    $ladder = 0.1 * 2 ** $n++;
    $slot = $pool->status()->slots[0];
    $n > 3 || print(json_encode([
        $exit->reason, $exit->planned, $exit->exitCode, $exit->restartIn >= $ladder * 0.8 && $exit->restartIn <= $ladder * 1.2 ?: $exit->restartIn,
        $slot->state, $slot->restartIn <= $exit->restartIn, $slot->failures,
    ]) . "\n");
});
// 0.1 + 0.2 + 0.4 s, each 20 % more or less, then 0.8 s: at most 4 in a second.
$pool->tick(1.0);
$runs = count(lines("$dir/runs"));
$runs <= 4 or print("$runs runs in a second\n");
serve_until($pool, fn () => count($pool->status()->exits) >= 3);
$pool->stop();
?>
--EXPECT--
["finished",true,0,true,"backoff",true,1]
["finished",true,0,true,"backoff",true,2]
["finished",true,0,true,"backoff",true,3]
