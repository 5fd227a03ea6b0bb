--TEST--
on(): all events, with the arguments that are promised
--EXTENSIONS--
supervisor
posix
--CAPTURE_STDIO--
STDOUT
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool};

$log = [];
$pool = new Pool(function (Job $job) {
    if ($job->payload === 'kill' && $job->attempt === 1) {
        posix_kill(getmypid(), SIGKILL);
        sleep(60);
    }
    return $job->payload === 'fail' ? throw new Exception('x') : 1;
}, workers: 1, maxAttempts: 2, backoff: 0);
foreach (Event::cases() as $event) {
    $same = $pool->on($event, function (...$args) use ($event, &$log) {
        $log[$event->name][] = implode(', ', array_map('get_debug_type', $args));
    });
    var_dump($same === $pool);
}
$pool->submit('kill');
$pool->submit('fail');
$pool->run();
ksort($log);
foreach ($log as $name => $calls) {
    echo "$name: ", count($calls), ' x ', implode(' | ', array_unique($calls)), "\n";
}
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
JobDone: 1 x Supervisor\Job
JobFailed: 1 x Supervisor\Job, Supervisor\Failure
JobRetry: 2 x Supervisor\Job, Supervisor\Failure, float
WorkerExit: 2 x Supervisor\WorkerExit
WorkerReady: 2 x Supervisor\SlotStatus
