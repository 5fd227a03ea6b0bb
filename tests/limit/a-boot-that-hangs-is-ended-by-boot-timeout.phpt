--TEST--
A boot that takes longer than bootTimeout is ended as BootTimedOut, with its stack, and climbs the ladder; 0 is no limit
--EXTENSIONS--
supervisor
posix
pcntl
--INI--
zend.exception_ignore_args=1
--FILE--
<?php
use Supervisor\{Event, Pool, Worker, WorkerExit};

require __DIR__ . '/../helper.inc';

function connect(): void
{
    sleep(60);
}

$log = log_to_file();
$pool = new Pool(fn () => 'done', workers: 1, boot: function (Worker $worker) {
    if ($worker->spawn <= 2) {
        connect();
    }
    if ($worker->spawn === 3) {
        pcntl_sigprocmask(SIG_BLOCK, array_diff(range(1, 64), [32, 33]));
        connect();
    }
}, bootTimeout: 0.3 * SLOWER);
$pool->on(Event::WorkerExit, function (WorkerExit $e) {
    $e->planned || print("{$e->reason->name} signal=$e->signal exit=" . json_encode($e->exitCode) . " ladder=" . json_encode($e->restartIn > 0) . ' ' .
        preg_replace(['~/\S*/~', '/:\d+/'], '', $e->message) . ' ' . preg_replace(['~(?<=[ (])/\S*/~', '/\(\d+\)/'], '', strtok($e->trace, "\n")) . "\n");
});
$job = $pool->submit(1);
echo $job->await(), ", attempt $job->attempt, spawn {$pool->status()->slots[0]->spawn}\n";
$pool->stop();
echo count(preg_grep('/was killed because it was not ready within bootTimeout in connect\(\) at \S+; .*; next worker in 0\.\d s/', lines($log))), " lines of the log\n";

$pool = new Pool(fn () => 'done', workers: 1, boot: fn () => usleep(800_000), bootTimeout: 0.0);
echo $pool->submit(1)->await(), ", {$pool->status()->slots[0]->spawn} worker\n";
$pool->stop();
$pool = new Pool(fn () => usleep(800_000), workers: 1, bootTimeout: 0.5 * SLOWER); // is for the boot only
$pool->submit(1)->await();
echo "{$pool->status()->slots[0]->spawn} worker\n";
$pool->stop();
?>
--EXPECT--
BootTimedOut signal=9 exit=null ladder=true in connect() at a-boot-that-hangs-is-ended-by-boot-timeout.php #0 a-boot-that-hangs-is-ended-by-boot-timeout.php: sleep()
BootTimedOut signal=9 exit=null ladder=true in connect() at a-boot-that-hangs-is-ended-by-boot-timeout.php #0 a-boot-that-hangs-is-ended-by-boot-timeout.php: sleep()
BootTimedOut signal=9 exit=null ladder=true  
done, attempt 1, spawn 4
2 lines of the log
done, 1 worker
1 worker
