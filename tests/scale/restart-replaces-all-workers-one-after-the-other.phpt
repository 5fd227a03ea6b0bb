--TEST--
restart() replaces every worker, one at a time in a small pool, each new one ready before the old one leaves, and loses no job
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Event, ExitReason, Job, Pool, SlotState, WorkerExit};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$pool = new Pool(function (Job $job) {
    usleep(random_int(0, 3000));
    return getmypid();
}, workers: 4, boot: fn () => usleep(20_000), maxAttempts: 1);
$pool->start();
serve_until_ready($pool);
$old = array_map(fn ($slot) => $slot->pid, $pool->status()->slots);
$least = 4;
$most = 0;
$look = function () use ($pool, &$least, &$most) {
    $states = array_map(fn ($slot) => $slot->state->value, $pool->status()->slots);
    $least = min($least, count(array_intersect($states, ['idle', 'busy'])));
    $most = max($most, count($states));
};
foreach ([Event::WorkerReady, Event::WorkerExit, Event::JobDone] as $event) {
    $pool->on($event, $look);
}
$pool->restart();
$pool->restart(); // is one wish
$n = 0;
foreach ($pool->map((function () use ($pool) {
    for ($i = 0; count($pool->status()->exits) < 4 && $i < 20_000; $i++) {
        yield $i;
    }
})()) as $job) {
    $job->result();
    $n++;
}
serve_until_ready($pool);
$pool->tick(0.2);
$status = $pool->status();
$new = array_map(fn ($slot) => $slot->pid, $status->slots);
echo count($new), ' workers, ', count(array_intersect($old, $new)), ' old, ', implode(' ', array_map(fn ($slot) => "$slot->slot:$slot->spawn", (function ($slots) {
    usort($slots, fn ($a, $b) => $a->slot <=> $b->slot);
    return $slots;
})($status->slots))), "\n";
echo "at least $least ready, at most $most workers at a time\n";
foreach ($status->exits as $exit) {
    in_array($exit->pid, $old, true) && $exit->reason === ExitReason::Restarted && $exit->planned && $exit->restartIn === 0.0 or print(json_encode($exit) . "\n");
}
echo json_encode($status->recycled), ' ', counters($status, $n) === "done=$n" ? 'all jobs done' : counters($status, $n), "\n";
$pool->stop();
echo implode("\n", lines($log));
?>
--EXPECT--
4 workers, 0 old, 0:2 1:2 2:2 3:2
at least 4 ready, at most 5 workers at a time
{"restarted":4} all jobs done
