--TEST--
A worker whose maxAge is over while it runs a job finishes it first, however long that takes, and its successor does the other jobs
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Job, JobState, Pool, SlotState};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$dir = temp_dir();
$pool = new Pool(function (Job $job) use ($dir) {
    if ($job->payload === 'long') {
        wait_until(fn () => is_file("$dir/go on"), 30);
        return [$job->attempt, getmypid()];
    }
    return getmypid();
}, workers: 1, maxAge: 0.4, maxAttempts: 1, stopTimeout: 0.1);
$long = $pool->submit('long');
serve_until($pool, fn () => $long->state() === JobState::Running);
$old = $pool->status()->slots[0]->pid;
var_dump(serve_until($pool, fn () => array_filter($pool->status()->slots, fn ($slot) => $slot->state === SlotState::Draining)));
$new = $pool->submit('short')->await();
$pool->tick(0.5);
var_dump($new !== $old, $long->state()->name);
touch("$dir/go on");
var_dump($long->await() === [1, $old]);
serve_until($pool, fn () => array_filter($pool->status()->exits, fn ($exit) => $exit->pid === $old));
foreach ($pool->status()->exits as $exit) {
    $exit->pid === $old && print("{$exit->reason->name} " . json_encode([$exit->planned, $exit->jobs]) . "\n");
}
$pool->stop();
echo implode("\n", lines($log));
?>
--EXPECT--
bool(true)
bool(true)
string(7) "Running"
bool(true)
MaxAge [true,1]
