--TEST--
Retry asks for a delay, which gets no jitter
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, Job, Pool, Retry, SupervisorException};

$pool = new Pool(fn (Job $job) => $job->attempt < 4 ? throw new Retry([null, 0.0, 0.025, 31536000][$job->attempt], message: "please $job->attempt") : 1, workers: 1, backoff: 7, maxAttempts: 10);
$pool->on(Event::JobRetry, function (Job $job, Failure $why, float $delay) use ($pool) {
    echo "$why->message: {$why->reason->name} $why->class $delay\n";
    if ($delay > 1) {
        $pool->stop();
    }
});
$pool->submit(1);
$pool->wait();
echo counters($pool, 1), "\n";
$r = new Retry;
var_dump($r->delay, $r->counted, $r->getMessage(), $r instanceof SupervisorException, $r instanceof Exception);
$r = new Retry(1, false, 'm');
var_dump($r->delay, $r->counted, $r->getMessage(), thrown(function () use ($r) { $r->delay = 2; }));
no_cycles();
?>
--EXPECT--
please 1: Exception Supervisor\Retry 0
please 2: Exception Supervisor\Retry 0.025
please 3: Exception Supervisor\Retry 31536000
cancelled=1
NULL
bool(true)
string(0) ""
bool(true)
bool(true)
float(1)
bool(false)
string(1) "m"
string(63) "Error: Cannot modify readonly property Supervisor\Retry::$delay"
