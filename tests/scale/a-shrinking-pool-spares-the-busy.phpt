--TEST--
scale() down takes workers without a job first, and one that has a job finishes it
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Job, JobState, Pool, SlotState};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$dir = temp_dir();
$pool = new Pool(function (Job $job) use ($dir) {
    wait_until(fn () => is_file("$dir/$job->payload"), 30);
    return getmypid();
}, workers: 6, maxAttempts: 1, stopTimeout: 0.2);
$pool->start();
serve_until_ready($pool);
$jobs = array_map($pool->submit(...), ['a', 'b', 'c']);
serve_until($pool, fn () => !array_filter($jobs, fn ($job) => $job->state() !== JobState::Running));
$busy = array_map(fn ($slot) => $slot->pid, array_filter($pool->status()->slots, fn ($slot) => $slot->state === SlotState::Busy));
$pool->scale(3); // the three that are idle go
serve_until($pool, fn () => count($pool->status()->exits) === 3);
echo count($busy), ' busy, ', count(array_intersect(array_map(fn ($exit) => $exit->pid, $pool->status()->exits), $busy)), " of them gone\n";
$pool->scale(1); // two of the busy go, when they have finished, however long that takes
$pool->tick(0.6);
$states = array_map(fn ($slot) => $slot->state->name, $pool->status()->slots);
sort($states);
echo implode(' ', $states), ' ', count($pool->status()->exits), "\n";
foreach (['a', 'b', 'c'] as $name) {
    touch("$dir/$name");
}
$pool->wait();
serve_until($pool, fn () => count($pool->status()->exits) === 5);
echo counters($pool, 3), ', ', json_encode($pool->status()->recycled), ', ', count($pool->status()->slots), " left\n";
$pool->stop();
echo implode("\n", lines($log));
?>
--EXPECT--
3 busy, 0 of them gone
Busy Draining Draining 3
done=3, {"scaled_down":5}, 1 left
