--TEST--
A worker that restart() replaces finishes the job that it runs, however long it takes; what it had not begun is run by others
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{ExitReason, Job, JobState, Pool};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$dir = temp_dir();
$pool = new Pool(function (Job $job) use ($dir) {
    if ($job->payload === 'long') {
        wait_until(fn () => is_file("$dir/go on"), 30);
        return $job->stopping();
    }
    return $job->attempt;
}, workers: 2, maxAttempts: 1, stopTimeout: 0.2);
$pool->start();
serve_until_ready($pool);
foreach ($pool->map(range(1, 1000)) as $job) { // workers get many at a time
}
$long = $pool->submit('long');
serve_until($pool, fn () => $long->state() === JobState::Running);
$old = array_values(array_filter($pool->status()->slots, fn ($slot) => $slot->job === $long->id))[0]->pid;
$pool->restart();
$others = array_map($pool->submit(...), range(1, 200));
// The old worker may take longer than stopTimeout, for it has a job.
serve_until($pool, fn () => count($pool->status()->exits) === 1);
$pool->tick(0.5);
$left = array_values(array_filter($pool->status()->slots, fn ($slot) => $slot->pid === $old))[0] ?? null;
echo $left?->state->name, ' ', $long->state()->name, ' ', count(array_filter($others, fn ($job) => $job->state() === JobState::Done)), " others done\n";
touch("$dir/go on");
var_dump($long->await());
serve_until($pool, fn () => count($pool->status()->exits) === 2);
foreach ($pool->status()->exits as $exit) {
    echo $exit->reason->name, ' ', json_encode($exit->planned), "\n";
}
echo counters($pool, 1201), "\n";
$pool->stop();
echo implode("\n", lines($log));
?>
--EXPECT--
Draining Running 200 others done
bool(true)
Restarted true
Restarted true
done=1201
