--TEST--
Results and payloads of jobs whose Job object is gone are not kept
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\Pool;

$pool = new Pool(fn ($job) => str_repeat('r', 100_000), workers: 2);
$before = memory_get_usage();
for ($i = 0; $i < 500; $i++) {
    $pool->submit(str_repeat('p', 10_000) . $i);
}
$pool->wait();
$pool->submitAll(array_fill(0, 500, 'x'), unique: fn ($payload, $key) => "k$key");
$pool->wait();
var_dump(memory_get_usage() - $before < 1_000_000);
$kept = $pool->submit(1);
$pool->wait();
var_dump(strlen($kept->result()));
echo counters($pool, 1001), "\n";
?>
--EXPECT--
bool(true)
int(100000)
done=1001
