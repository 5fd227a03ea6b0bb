--TEST--
maxAge replaces each worker up to 10 % sooner than that, one at a time, and the next one is ready before: at no moment are there less than N
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Event, ExitReason, Job, Pool, SlotState, WorkerExit};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$pool = new Pool(fn (Job $job) => $job->payload, workers: 3, maxAge: 0.5, boot: fn () => usleep(50_000));
$pool->start();
serve_until_ready($pool);
$least = $most = 3;
$most_starting = 0;
$look = function () use ($pool, &$least, &$most, &$most_starting) {
    $states = array_column(array_map(fn ($slot) => ['state' => $slot->state->value], $pool->status()->slots), 'state');
    $ready = count(array_intersect($states, ['idle', 'busy']));
    $least = min($least, $ready);
    $most = max($most, $ready);
    $most_starting = max($most_starting, count(array_intersect($states, ['starting'])));
};
$exits = [];
$pool->on(Event::WorkerReady, $look);
$pool->on(Event::WorkerExit, function (WorkerExit $exit) use (&$exits, $look) {
    $exits[] = $exit;
    $look();
});
$jobs = [];
serve_until($pool, function () use ($look, $pool, &$exits, &$jobs) {
    $look();
    $jobs[] = $pool->submit(1);
    return count($exits) >= 9;
}, 20) or print("only " . count($exits) . "\n");
$pool->wait();
$status = $pool->status();
echo "at least $least, at most $most ready, $most_starting starting at a time\n";
foreach (array_slice($exits, 0, 9) as $exit) {
    $exit->reason === ExitReason::MaxAge && $exit->planned && $exit->restartIn === 0.0 || print(json_encode($exit) . "\n");
    $exit->uptime > 0.45 or print("up only $exit->uptime\n");
}
$status->done === count($jobs) or print("jobs are lost\n");
$pool->stop();
echo implode("\n", lines($log));
?>
--EXPECT--
at least 3, at most 3 ready, 1 starting at a time
