--TEST--
With maxQueue jobs ready, submit() serves the pool until there is room
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn (Job $job) => strlen($job->payload), workers: 2, maxQueue: 10);
$most = 0;
$before = memory_get_usage();
for ($i = 0; $i < 1000; $i++) {
    $pool->submit(str_repeat('x', 100000));
    $most = max($most, $pool->status()->queued);
}
$pool->wait();
var_dump($most <= 10, memory_get_peak_usage() < 60 << 20);
echo counters($pool, 1000), "\n";
?>
--EXPECT--
bool(true)
bool(true)
done=1000
