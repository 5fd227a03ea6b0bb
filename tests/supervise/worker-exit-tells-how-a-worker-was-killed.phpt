--TEST--
After kill -9, WorkerExit has the signal, the job, and how long the worker lived, how much memory and CPU it used
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Pool, WorkerExit};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$dir = temp_dir();
$start = microtime(true);
$pool = new Pool(function (Job $job) use ($dir) {
    if ($job->payload === 'short') {
        return getmypid();
    }
    $memory = str_repeat('x', 20_000_000);
    $cpu = fn () => ($r = getrusage())['ru_utime.tv_sec'] + $r['ru_utime.tv_usec'] / 1e6;
    $end = $cpu() + 0.15; // of its own time, however busy the machine is
    while ($cpu() < $end);
    touch("$dir/up");
    sleep(60);
}, name: 'pool', workers: 1, maxAttempts: 1);
$pool->on(Event::WorkerExit, function (WorkerExit $exit) use (&$seen) {
    $seen = $exit;
});
$pid = $pool->submit('short')->await();
$pool->submit('short')->await();
$job = $pool->submit('long', name: 'the long job');
serve_until($pool, fn () => is_file("$dir/up"));
$slot = $pool->status()->slots[0];
echo json_encode([$slot->state, $slot->pid === $pid, $slot->job === $job->id, $slot->label, $slot->attempt, $slot->runningFor > 0.1, $slot->jobs]), "\n";
posix_kill($pid, SIGKILL);
serve_until($pool, function () use (&$seen) {
    return $seen;
});
$exit = $pool->status()->exits[0];
foreach ([$exit, $seen] as $e) {
    echo json_encode([
        $e->pool, $e->slot, $e->pid === $pid, $e->spawn, $e->planned, $e->reason, $e->exitCode, $e->signal, $e->job->id === $job->id,
        $e->message, $e->jobs, $e->restartIn,
    ]), "\n";
}
var_dump($exit->uptime >= 0.15 && $exit->uptime <= microtime(true) - $start);
var_dump($exit->peakMemory > 20_000_000 && $exit->peakMemory < 2_000_000_000);
var_dump($exit->cpuTime >= 0.1 && $exit->cpuTime <= $exit->uptime + 0.1);
echo preg_replace(['/^\[.*?\] /', '/\d+\.\d+/', "/$pid/", '/[0-9a-f]{14}-/'], ['', '#', 'PID', 'ID-'], lines($log)[0]), "\n";
$pool->stop();
?>
--EXPECT--
["busy",true,true,"the long job",1,true,2]
["pool",0,true,1,false,"signaled",null,9,true,"",2,0]
["pool",0,true,1,false,"signaled",null,9,true,"",2,0]
bool(true)
bool(true)
bool(true)
supervisor.warning: pool "pool" slot 0: worker PID was killed by SIGKILL, in job ID-3 "the long job", attempt 1, # s into it; up # s, 2 jobs, peak #M; replaced at once
