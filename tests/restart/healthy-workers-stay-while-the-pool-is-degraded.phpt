--TEST--
While new workers cannot boot, those that are healthy stay and do the jobs
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Pool, Worker};

require __DIR__ . '/../helper.inc';

log_to_file();
$dir = temp_dir();
$pool = new Pool(fn (Job $job) => $job->payload === 'die' ? posix_kill(getmypid(), SIGKILL) : getmypid(), workers: 3, maxAttempts: 1,
    boot: fn (Worker $worker) => is_file("$dir/broken") ? throw new RuntimeException('no') : 1);
$pool->start();
serve_until_ready($pool);
touch("$dir/broken");
$pool->submit('die');
$pool->submit('die');
serve_until($pool, fn () => $pool->status()->degraded, 20) or print("not degraded\n");
$pids = [];
foreach ($pool->map(range(1, 100)) as $job) {
    $pids[$job->result()] = 1;
}
echo count($pids), " worker, ", counters($pool, 102), "\n";
unlink("$dir/broken");
$pool->stop();
?>
--EXPECT--
1 worker, done=100 failed=2
