--TEST--
A map() over many small payloads keeps memory flat
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn (Job $job) => $job->payload + 1, workers: 2);
function payloads($n) { for ($i = 0; $i < $n; $i++) { yield $i; } }
$walk = function ($n) use ($pool) { $sum = 0; foreach ($pool->map(payloads($n)) as $job) { $sum += $job->result(); } return $sum; };
$walk(2000);
$before = memory_get_usage();
echo $walk(20000), "\n";
gc_collect_cycles();
$more = memory_get_usage() - $before;
echo $more < 64 << 10 ? 'flat' : "$more bytes more", ' ', memory_get_peak_usage() < 16 << 20 ? 'small' : memory_get_peak_usage(), ' ', counters($pool, 22000), "\n";
?>
--EXPECT--
200010000
flat small done=22000
