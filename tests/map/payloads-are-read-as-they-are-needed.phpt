--TEST--
map() reads nothing before the walk, and at most $window payloads ahead
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$read = 0;
function payloads() { global $read; for ($i = 0; $i < 100; $i++) { $read++; yield $i; } }
$pool = new Pool(fn (Job $job) => $job->payload, workers: 2);
$results = $pool->map(payloads(), window: 4);
echo $read, "\n";
$most = $given = 0;
foreach ($results as $job) {
    $given++;
    $most = max($most, $read - $given);
}
echo $read, ' ', $most <= 4 ? 'at most 4 ahead' : "$most ahead", ' ', counters($pool, 100), "\n";
?>
--EXPECT--
0
100 at most 4 ahead done=100
