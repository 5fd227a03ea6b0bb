--TEST--
A map() over a huge generator with large payloads and results keeps memory bounded
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

function payloads() { for ($i = 0; $i < 60; $i++) { yield str_repeat('p', 1 << 20); } }
$pool = new Pool(fn (Job $job) => $job->payload, workers: 2);
$n = $bytes = 0;
foreach ($pool->map(payloads()) as $job) {
    $n++;
    $bytes += strlen($job->result());
}
echo "$n ", $bytes >> 20, "\n";
var_dump(memory_get_peak_usage() < 24 << 20);
echo counters($pool, 60), "\n";
?>
--EXPECT--
60 60
bool(true)
done=60
