--TEST--
Without backoff the first retry comes after a second, ±20 %
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, Job, Pool};

$pool = new Pool(fn () => throw new Exception('x'), workers: 4);
$delays = [];
$pool->on(Event::JobRetry, function (Job $job, Failure $why, float $delay) use (&$delays) { $delays[] = $delay; });
for ($i = 0; $i < 20; $i++) {
    $pool->submit($i);
}
serve_until($pool, function () use (&$delays) { return count($delays) >= 20; });
$delays = array_slice($delays, 0, 20);
var_dump(min($delays) >= 0.8, max($delays) <= 1.2, count(array_unique($delays)) > 10);
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
