--TEST--
A backoff closure cannot shorten the wait after a second crash
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
?>
--EXPECT--
array(2) {
  [0]=>
  float(0.001)
  [1]=>
  float(5)
}
