--TEST--
noRestartOn: a worker that ends with one of these statuses is not replaced, its slot is Fatal; the others go on until none is left, then run() returns 70
--EXTENSIONS--
supervisor
posix
--INI--
display_errors=0
--FILE--
<?php
use Supervisor\{Event, Job, Loop, Pool, SlotState, Worker, WorkerExit};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$pool = new Pool(function (Job $job) {
    exit($job->payload);
}, name: 'jobs', workers: 3, maxAttempts: 1, noRestartOn: [3, 64, 255]);
foreach ([4, 3, 63, 64, 0] as $n => $status) {
    $pool->submit($status);
    $pool->wait();
    serve_until($pool, fn () => count($pool->status()->exits) === $n + 1);
    echo $status, ': ', json_encode($pool->status()->exits[$n]->restartIn), ' ', count(array_filter($pool->status()->slots, fn ($slot) => $slot->state === SlotState::Fatal)), " fatal\n";
}
// The last one: then nobody is left, and what waits is cancelled.
[$last, $waits] = [$pool->submit(3), $pool->submit(4)];
var_dump($pool->run());
echo $last->state()->name, ' ', $waits->state()->name, "\n", counters($pool, 7), "\n";

// A fatal error has the status 255.
$pool = new Pool(new Loop(fn (Worker $worker) => throw new RuntimeException('no')), name: 'loop', workers: 2, noRestartOn: [255]);
var_dump($pool->run());
echo count($pool->status()->exits), " exits\n";

// 143 is not a signal.
$pool = new Pool(function (Job $job) { posix_kill(getmypid(), SIGKILL); }, name: 'killed', workers: 1, maxAttempts: 1, noRestartOn: [9, 137]);
$pool->submit(1);
$pool->wait();
serve_until($pool, fn () => $pool->status()->exits);
var_dump($pool->status()->exits[0]->restartIn);
$pool->stop();
echo implode("\n", preg_replace('/^\[.*?\] /', '', preg_grep('/is stopped/', lines($log)))), "\n";
?>
--EXPECT--
4: 0 0 fatal
3: null 1 fatal
63: 0 1 fatal
64: null 2 fatal
0: 0 2 fatal
int(70)
Failed Cancelled
failed=6 cancelled=1
int(70)
2 exits
float(0)
supervisor.error: pool "jobs": is stopped: all its workers have ended, and "restart" or "noRestartOn" wants no others; 1 job is cancelled
supervisor.error: pool "loop": is stopped: all its workers have ended, and "restart" or "noRestartOn" wants no others; 0 jobs are cancelled
