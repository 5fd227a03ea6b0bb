--TEST--
At stopTimeout the log tells the PHP stack of each worker that is still there, before they are killed, all at the same time
--EXTENSIONS--
supervisor
posix
pcntl
--INI--
zend.exception_ignore_args=1
--FILE--
<?php
use Supervisor\{Job, JobState, Loop, Pool, Worker};

require __DIR__ . '/../helper.inc';

function stuck(): void
{
    while (true) {
        sleep(60);
    }
}

$log = log_to_file();
$dir = temp_dir();
$pool = new Pool(function (Job $job) use ($dir) {
    if ($job->payload === 'blocks') {
        pcntl_sigprocmask(SIG_BLOCK, array_diff(range(1, 64), [32, 33]));
    }
    note("$dir/up", '1');
    stuck();
}, name: 'jobs', workers: 8, stopTimeout: 0.3);
$loop = new Pool(new Loop(function (Worker $worker) use ($dir) {
    $worker->begin('it');
    note("$dir/up", '1');
    stuck();
}), name: 'loop', workers: 1, stopTimeout: 0.3);
$jobs = array_map($pool->submit(...), ['blocks', 1, 2, 3, 4, 5, 6, 7]);
$loop->start();
serve_until($pool, fn () => count(lines("$dir/up")) === 9) or print("not up\n");
$start = microtime(true);
$pool->stop();
$took = microtime(true) - $start;
$loop->stop();
$took >= 0.3 or print("too early: $took\n");
$took < 0.3 + 0.25 + 1.5 * SLOWER or print("one after the other: $took\n");
echo implode(' ', array_unique(array_map(fn ($job) => "{$job->state()->name} {$job->failure()->reason->name}", $jobs))), "\n";
$text = preg_replace('/^\[.*?\] /', '', lines($log));
echo count(preg_grep('/pool "jobs" slot \d: worker \d+ did not end in time, sending SIGKILL to its process group/', $text)), " did not end in time\n";
echo count(preg_grep('~pool "jobs" slot \d: the stack of worker \d+ was #0 /\S+\(\d+\): sleep\(\) #1 /\S+\(\d+\): stuck\(\) #2 \[internal function\]~', $text)), " stacks\n";
echo count(preg_grep('/does not tell its stack/', $text)), " told none\n";
echo count(preg_grep('~pool "loop" slot 0: the stack of worker \d+ was #0 /\S+\(\d+\): sleep\(\) #1 /\S+\(\d+\): stuck\(\)~', $text)), " of the loop\n";
?>
--EXPECT--
Cancelled Cancelled
8 did not end in time
7 stacks
1 told none
1 of the loop
