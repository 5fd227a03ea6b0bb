--TEST--
A job that outlives the timeout of stop() is killed and cancelled; stop(0) kills at once; the shorter timeout counts
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$dir = temp_dir();
$endless = function (Job $job) use ($dir) {
    touch("$dir/$job->pool");
    while (true) {
        sleep(1);
    }
};
$case = function (string $name, float $at_least, Closure $stop, float $timeout = 25.0) use ($dir, $endless) {
    $pool = new Pool($endless, name: $name, workers: 1, stopTimeout: $timeout);
    $job = $pool->submit(1);
    serve_until($pool, fn () => is_file("$dir/$name"));
    $start = microtime(true);
    $stop($pool);
    $took = microtime(true) - $start;
    $exit = $pool->status()->exits[0];
    echo "$name: ", json_encode([
        $took >= $at_least && $took < $at_least + 0.5 * SLOWER ?: $took, $job->state(), $job->failure()->reason, $job->failure()->signal, $job->attempt,
        $pool->status()->cancelled, $exit->reason, $exit->signal, $exit->job->id === $job->id, $exit->restartIn,
    ]), "\n";
};
$case('stopTimeout', 0.2, fn ($pool) => $pool->stop(), 0.2);
$case('stop(0.2)', 0.2, fn ($pool) => $pool->stop(0.2));
$case('stop(0)', 0, fn ($pool) => $pool->stop(0));
$case('stopTimeout 0', 0, fn ($pool) => $pool->stop(), 0);
echo count(preg_grep('/did not end in time, sending SIGKILL/', lines($log))), "\n";
?>
--EXPECT--
stopTimeout: [true,"cancelled","cancelled",9,1,1,"signaled",9,true,null]
stop(0.2): [true,"cancelled","cancelled",9,1,1,"signaled",9,true,null]
stop(0): [true,"cancelled","cancelled",9,1,1,"signaled",9,true,null]
stopTimeout 0: [true,"cancelled","cancelled",9,1,1,"signaled",9,true,null]
4
