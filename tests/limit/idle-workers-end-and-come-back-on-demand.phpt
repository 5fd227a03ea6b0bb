--TEST--
idleTimeout ends workers that have no job, down to minWorkers; they come back when there is work, and 0 of them may be left
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Event, ExitReason, Job, Pool, SlotState, WorkerExit};

require __DIR__ . '/../helper.inc';

function states(Pool $pool): string
{
    $states = array_map(fn ($slot) => $slot->state->value, $pool->status()->slots);
    sort($states);
    return implode(' ', $states);
}

$log = log_to_file();
foreach ([2, 0] as $min) {
    $pool = new Pool(function (Job $job) {
        usleep($job->payload);
        return getmypid();
    }, workers: 4, idleTimeout: 0.3, minWorkers: $min);
    $pool->start();
    serve_until_ready($pool);
    echo states($pool), "\n";
    serve_until($pool, fn () => substr_count(states($pool), 'stopped') === 4 - $min);
    $pool->tick(0.7); // the others stay
    echo states($pool), "\n";
    foreach ($pool->status()->exits as $exit) {
        echo "{$exit->reason->name} ", json_encode([$exit->planned, $exit->restartIn, $exit->uptime >= 0.3]), "\n";
    }
    // Work for all of them: a job each that takes longer than idleTimeout, so that none of those that work is taken for idle.
    $jobs = array_map($pool->submit(...), array_fill(0, 4, 700_000));
    serve_until($pool, fn () => states($pool) === 'busy busy busy busy') or print(states($pool) . "\n");
    $pool->wait();
    echo count(array_unique(array_map(fn ($job) => $job->result(), $jobs))), " workers did the jobs\n";
    // One job needs one worker.
    serve_until($pool, fn () => substr_count(states($pool), 'stopped') === 4 - $min);
    $pool->submit(0)->await();
    echo substr_count(states($pool), 'idle'), " idle\n";
    $status = $pool->status();
    echo json_encode([array_keys($status->recycled), $status->crashes, $status->restarts]), "\n";
    $pool->stop();
}
echo implode("\n", lines($log));
?>
--EXPECT--
idle idle idle idle
idle idle stopped stopped
Idle [true,null,true]
Idle [true,null,true]
4 workers did the jobs
2 idle
[["idle"],0,0]
idle idle idle idle
stopped stopped stopped stopped
Idle [true,null,true]
Idle [true,null,true]
Idle [true,null,true]
Idle [true,null,true]
4 workers did the jobs
1 idle
[["idle"],0,0]
