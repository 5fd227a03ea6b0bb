--TEST--
When a worker dies, by a signal, exit() or as planned, the processes that it started and left in its group are killed
--EXTENSIONS--
supervisor
posix
--INI--
display_errors=0
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

log_to_file();
$dir = temp_dir();
// Nobody is left behind when this test fails, either.
$tester = getmypid();
register_shutdown_function(function () use ($dir, $tester) {
    foreach (getmypid() === $tester ? lines("$dir/groups") : [] as $group) {
        posix_kill(-(int) $group, SIGKILL);
    }
});
$pool = new Pool(function (Job $job) use ($dir) {
    note("$dir/groups", (string) getmypid());
    $daemon = pcntl_fork();
    if ($daemon === 0) {
        // A daemon that outlives its parent, and takes no notice of polite signals.
        pcntl_signal(SIGTERM, SIG_IGN);
        while (true) {
            sleep(60);
        }
    }
    $GLOBALS['child'] = proc_open('trap "" TERM; sleep 60 & wait', [], $pipes);
    note("$dir/$job->payload", (string) $daemon);
    note("$dir/$job->payload", (string) proc_get_status($GLOBALS['child'])['pid']);
    match ($job->payload) {
        'killed' => posix_kill(getmypid(), SIGKILL),
        'exit' => posix_kill(getmypid(), SIGTERM), // leaves after this job
        'exception' => throw new RuntimeException,
        'fatal' => eval('function twice() {} function twice() {}'),
    };
}, workers: 1, maxAttempts: 1);
foreach (['killed', 'exit', 'fatal', 'exception'] as $n => $how) {
    $pool->submit($how);
    $pool->wait();
    // The worker lives on after an exception.
    $how === 'exception' ? $pool->stop() : serve_until($pool, fn () => count($pool->status()->exits) > $n);
    $pids = array_map('intval', lines("$dir/$how"));
    var_dump(count($pids), wait_until(fn () => !array_filter($pids, alive(...)), 1));
}
?>
--EXPECT--
int(2)
bool(true)
int(2)
bool(true)
int(2)
bool(true)
int(2)
bool(true)
