--TEST--
A number or a list as backoff has ±20 % jitter, over the whole range; a closure and Retry have none
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, FailedJob, Job, Pool, Reject, Retry};

function delays(mixed $backoff, ?float $retry = null): array
{
    $delays = [];
    $pool = new Pool(fn () => throw $retry === null ? new Exception('x') : new Retry($retry), workers: 1, backoff: $backoff, maxAttempts: 2);
    $pool->on(Event::JobRetry, function (Job $job, Failure $why, float $delay) use (&$delays) { $delays[] = $delay; });
    for ($i = 0; $i < 300; $i++) {
        $pool->submit($i);
    }
    serve_until($pool, function () use (&$delays) { return count($delays) === 300; });
    $pool->stop(); // they wait
    return $delays;
}
foreach ([1000, [1000, 1]] as $backoff) {
    $d = delays($backoff);
    var_dump(min($d) >= 800 && min($d) < 840 && max($d) <= 1200 && max($d) > 1160, abs(array_sum($d) / 300 - 1000) < 40, count(array_unique($d)) > 250);
}
var_dump(array_unique(delays(fn () => 1000)) === [1000.0], array_unique(delays(5, 1000)) === [1000.0]);
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
