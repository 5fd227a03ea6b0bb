--TEST--
A retry after a timeout begins only when the worker of the hung attempt is dead, also when that takes its time
--EXTENSIONS--
supervisor
posix
pcntl
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

log_to_file();
$dir = temp_dir();
$pool = new Pool(function (Job $job) use ($dir) {
    $lock = fopen("$dir/$job->payload", 'c');
    if (!flock($lock, LOCK_EX | LOCK_NB)) {
        return 'the attempt before still ran';
    }
    if ($job->attempt <= 2) {
        if ($job->payload % 2) {
            pcntl_sigprocmask(SIG_BLOCK, array_diff(range(1, 64), [32, 33])); // cannot tell its stack, which takes longer
        }
        while (true) {
            usleep(500);
        }
    }
    return 'alone';
}, workers: 6, timeout: 0.2, maxAttempts: 3, backoff: 0);
foreach ($pool->map(range(1, 6), ordered: true, timeout: 0.4) as $key => $job) {
    // On a loaded machine the third attempt could be over time, too.
    echo $key, ': ', $job->failure()?->reason->name ?? $job->result(), "\n";
}
$pool->stop();
?>
--EXPECT--
0: alone
1: alone
2: alone
3: alone
4: alone
5: alone
