--TEST--
A timeout ends a worker wherever it hangs: in a PHP loop, in flock(), in a read, in a callback, with all signals blocked or ignored, stopped
--EXTENSIONS--
supervisor
posix
pcntl
--FILE--
<?php
use Supervisor\{Event, Job, Pool, WorkerExit};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$dir = temp_dir();
$held = fopen("$dir/lock", 'c');
flock($held, LOCK_EX);
$cases = [
    'loop' => function () { for ($i = 0;; $i = $i ^ 1); },
    'flock' => function () use ($dir) { flock(fopen("$dir/lock", 'c'), LOCK_EX); },
    'read' => function () { [$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0); fread($a, 1); },
    'callback' => function () { $a = [3, 1, 2]; usort($a, function ($x, $y) { while (true) { usleep(1000); } }); },
    'ignores' => function () { foreach ([SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGALRM] as $s) { pcntl_signal($s, SIG_IGN); } while (true) { sleep(60); } },
    'blocks' => function () { pcntl_sigprocmask(SIG_BLOCK, array_diff(range(1, 64), [32, 33])); while (true) { sleep(60); } },
    'stopped' => function () { posix_kill(getmypid(), SIGSTOP); sleep(60); },
];
$pool = new Pool(function (Job $job) use ($cases) {
    $cases[$job->payload]();
}, workers: 1, timeout: 0.3, maxAttempts: 1);
foreach (array_keys($cases) as $name) {
    $job = $pool->submit($name, $name);
    $pool->wait();
    $exit = $pool->status()->exits[array_key_last($pool->status()->exits)];
    $first = preg_replace(['~(?<=[ (])/\S*/~', '/\{closure[^}]*\}/', '/\(\d+\)/', '/\(.*?\)$/'], ['', '{closure}', '', ''], strtok($job->failure()->trace, "\n"));
    echo "$name: {$job->failure()->reason->name} $exit->signal ", $exit->reason->name, ' ', $first ?: 'no trace', "\n";
    alive($exit->pid) and print("it lives\n");
}
$pool->stop();
echo count(preg_grep('/worker \d+ does not tell its stack, it blocks signals or sits in the kernel, sending SIGKILL to its process group/', lines($log))), " told no stack\n";
?>
--EXPECT--
loop: TimedOut 9 TimedOut #0 a-hung-worker-is-ended-wherever-it-hangs.php: {closure}
flock: TimedOut 9 TimedOut #0 a-hung-worker-is-ended-wherever-it-hangs.php: flock
read: TimedOut 9 TimedOut #0 a-hung-worker-is-ended-wherever-it-hangs.php: fread
callback: TimedOut 9 TimedOut #0 a-hung-worker-is-ended-wherever-it-hangs.php: usleep
ignores: TimedOut 9 TimedOut #0 a-hung-worker-is-ended-wherever-it-hangs.php: sleep
blocks: TimedOut 9 TimedOut no trace
stopped: TimedOut 9 TimedOut no trace
2 told no stack
