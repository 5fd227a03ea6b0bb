--TEST--
In a Loop a job with less time than the one before is ended when its own time is up
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{ExitReason, Loop, Pool, Worker};

require __DIR__ . '/../helper.inc';

log_to_file();
foreach (['the time of the pool' => [600, null], 'its own' => [600, 0.3], 'after none' => [0, 0.3], 'three' => [600, 300, 0.3]] as $what => $times) {
    $pool = new Pool(new Loop(function (Worker $worker) use ($times) {
        foreach ($times as $time) {
            $worker->begin("$time", $time);
        }
        sleep(60);
    }), name: $what, workers: 1, timeout: 0.4);
    $pool->start();
    serve_until($pool, fn () => count($pool->status()->exits) > 0);
    echo "$what: ", $pool->status()->exits[0]?->reason->name ?? 'still there', "\n";
    $pool->stop(0);
}

// Deadlines that come and go all the time, the last one is near.
$pool = new Pool(new Loop(function (Worker $worker) {
    for ($i = 0; $i < 100_000; $i++) {
        $worker->begin('', ($i % 5 + 0.4) * 10);
        $i % 3 && $worker->end();
    }
    $worker->begin('last', 0.2);
    sleep(60);
}), name: 'many', workers: 2);
$pool->start();
serve_until($pool, fn () => count($pool->status()->exits) >= 2, 20);
echo implode(' ', array_map(fn ($exit) => "{$exit->reason->name} $exit->label", array_slice($pool->status()->exits, 0, 2))), "\n";
$pool->stop(0);
?>
--EXPECT--
the time of the pool: TimedOut
its own: TimedOut
after none: TimedOut
three: TimedOut
TimedOut last TimedOut last
