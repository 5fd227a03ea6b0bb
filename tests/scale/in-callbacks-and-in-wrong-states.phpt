--TEST--
restart() and scale() work in callbacks; in a worker, and on a pool that is stopped they throw StateError and change nothing
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Event, Job, Pool, WorkerExit};

require __DIR__ . '/../helper.inc';

log_to_file();
$pool = new Pool(function (Job $job) use (&$pool) {
    return $job->payload === 'worker' ? [thrown(fn () => $pool->scale(1)), thrown(fn () => $pool->restart())] : getmypid();
}, workers: 2);
$n = 0;
$pool->on(Event::JobDone, function (Job $job) use ($pool, &$n) {
    match (++$n) {
        1 => $pool->scale(4),
        50 => $pool->restart(),
        100 => $pool->scale(1),
        150 => $pool->scale(0),
        default => null,
    };
    if ($n === 151) {
        $pool->scale(2);
    }
});
$readied = 0;
$pool->on(Event::WorkerReady, function () use (&$readied, $pool) {
    ++$readied === 3 && $pool->restart();
});
$pool->on(Event::WorkerExit, function (WorkerExit $exit) use ($pool) {
    static $once = 0;
    $once++ || $pool->scale(3);
    count($pool->status()->slots) === 0 && $pool->scale(1); // never none for long
});
foreach ($pool->map(range(1, 300)) as $job) {
    $job->result();
}
echo counters($pool, 300), "\n";
echo implode("\n", $pool->submit('worker')->await()), "\n";
$pool->stop();
echo thrown(fn () => $pool->scale(1)), "\n", thrown(fn () => $pool->restart()), "\n";
no_cycles();
?>
--EXPECTF--
done=300
Supervisor\StateError: Pool::scale() cannot be called in a worker: the pool belongs to the master%s
Supervisor\StateError: Pool::restart() cannot be called in a worker: the pool belongs to the master%s
Supervisor\StateError: Pool::scale() cannot be called: pool "default" was stopped
Supervisor\StateError: Pool::restart() cannot be called: pool "default" was stopped
