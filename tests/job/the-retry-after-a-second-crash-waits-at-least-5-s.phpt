--TEST--
The retry after a second crash waits at least 5 seconds, whatever backoff says
--EXTENSIONS--
supervisor
posix
--CAPTURE_STDIO--
STDOUT
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, Job, Pool};

$pool = new Pool(function (Job $job) { posix_kill(getmypid(), SIGKILL); sleep(60); }, workers: 1, maxAttempts: 100, maxCrashes: 3, backoff: 0);
$delays = [];
$pool->on(Event::JobRetry, function (Job $job, Failure $why, float $delay) use (&$delays) { $delays[$job->crashes] = $delay; });
$job = $pool->submit(1);
serve_until($pool, function () use (&$delays) { return count($delays) == 2; });
var_dump($delays[1], $delays[2] >= 5.0 && $delays[2] < 6.1);
echo $job->state()->value, ' ', counters($pool, 1), ' crashes=', $pool->status()->crashes, ' ', $job->failure()->reason->name, "\n";
$pool->stop();
echo $job->state()->value, ' ', counters($pool, 1), "\n";
?>
--EXPECT--
float(0)
bool(true)
delayed delayed=1 crashes=2 Signaled
cancelled cancelled=1
