--TEST--
restart() of 30 workers replaces three at a time: never less than 30 are ready, never more than 33 there
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Event, Job, Pool};

require __DIR__ . '/../helper.inc';

$pool = new Pool(fn (Job $job) => 1, workers: 30, boot: fn () => usleep(10_000));
$pool->start();
serve_until_ready($pool);
$old = array_map(fn ($slot) => $slot->pid, $pool->status()->slots);
$least = 30;
$most = 0;
foreach ([Event::WorkerReady, Event::WorkerExit] as $event) {
    $pool->on($event, function () use ($pool, &$least, &$most) {
        $states = array_map(fn ($slot) => $slot->state->value, $pool->status()->slots);
        $least = min($least, count(array_intersect($states, ['idle', 'busy'])));
        $most = max($most, count($states));
    });
}
$pool->restart();
serve_until($pool, fn () => count($pool->status()->exits) === 30, 30) or print(count($pool->status()->exits) . " exits\n");
serve_until_ready($pool);
$new = array_map(fn ($slot) => $slot->pid, $pool->status()->slots);
echo count($new), ' workers, ', count(array_intersect($old, $new)), " old, at least $least ready\n";
$most <= 33 or print("$most at a time\n");
$pool->stop();
?>
--EXPECT--
30 workers, 0 old, at least 30 ready
