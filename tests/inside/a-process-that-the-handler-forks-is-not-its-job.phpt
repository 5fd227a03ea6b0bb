--TEST--
In a process that the handler has forked progress(), submit() and extend() throw StateError, and the worker goes on
--EXTENSIONS--
supervisor
pcntl
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$file = temp_dir() . '/said';
$pool = new Pool(function (Job $job) use ($file) {
    $job->progress(0.5, 'worker');
    $pid = $job->payload === 'first' ? pcntl_fork() : getmypid();
    if ($pid === 0) {
        foreach ([fn () => $job->progress(0.9, 'child'), fn () => $job->submit(1), fn () => $job->extend(1)] as $call) {
            note($file, thrown($call));
        }
        exit;
    }
    $job->payload === 'first' and pcntl_waitpid($pid, $status);
    return $job->payload === 'first' ? $job->submit('follow-up') !== '' : 1;
}, workers: 1, maxAttempts: 1);
$job = $pool->submit('first');
try {
    var_dump($job->await());
} finally {
    echo implode("\n", array_slice(lines($file), 0, 3)), "\n", json_encode([$job->progress, $job->note]), "\n";
    $pool->stop();
}
?>
--EXPECT--
bool(true)
Supervisor\StateError: Job::progress() cannot be called in a process that the handler has forked
Supervisor\StateError: Job::submit() cannot be called in a process that the handler has forked
Supervisor\StateError: Job::extend() cannot be called in a process that the handler has forked
[0.5,"worker"]
