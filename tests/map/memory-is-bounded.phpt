--TEST--
A map() over a huge generator with large payloads and results keeps memory bounded
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

ini_set('memory_limit', '192M');
function payloads() { for ($i = 0; $i < 120; $i++) { yield str_repeat('p', 1 << 20); } }
$pool = new Pool(fn (Job $job) => $job->payload, workers: 2);
$n = $bytes = 0;
foreach ($pool->map(payloads()) as $job) {
    $n++;
    $bytes += strlen($job->result());
}
echo "$n ", $bytes >> 20, "\n";
var_dump(memory_get_peak_usage() < 95 << 20);
echo counters($pool, 120), "\n";
?>
--EXPECT--
120 120
bool(true)
done=120
