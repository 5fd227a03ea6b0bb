--TEST--
A backoff closure cannot shorten the wait after a second crash; that after an attempt that did not crash is as it says, also later
--EXTENSIONS--
supervisor
posix
--CAPTURE_STDIO--
STDOUT
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, Job, Pool};

$pool = new Pool(function (Job $job) { posix_kill(getmypid(), SIGKILL); sleep(60); }, workers: 1, maxAttempts: 100, maxCrashes: 3, backoff: fn () => 0.001);
$delays = [];
$pool->on(Event::JobRetry, function (Job $job, Failure $why, float $delay) use (&$delays) { $delays[] = $delay; });
$pool->submit(1);
serve_until($pool, function () use (&$delays) { return count($delays) == 2; });
var_dump($delays);

/* The five seconds of the second crash are waited for. */
$pool = new Pool(fn (Job $job) => $job->attempt <= 2 ? posix_kill(getmypid(), SIGKILL) && sleep(60) : throw new Exception('no crash'),
    workers: 1, maxAttempts: 4, maxCrashes: 10, backoff: fn () => 0.001);
$told = [];
$pool->on(Event::JobRetry, function (Job $job, Failure $why, float $delay) use (&$told) { $told[] = "{$why->reason->value} $delay"; });
$job = $pool->submit(1);
$pool->wait();
echo implode(', ', $told), ": {$job->failure()->message} $job->crashes\n";
no_cycles();
?>
--EXPECT--
array(2) {
  [0]=>
  float(0.001)
  [1]=>
  float(5)
}
signaled 0.001, signaled 5, exception 0.001: no crash 2
