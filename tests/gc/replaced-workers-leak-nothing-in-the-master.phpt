--TEST--
Hundreds of replaced workers leave the master with the same memory and descriptors
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

$pool = new Pool(fn (Job $job) => $job->payload, workers: 2, maxJobs: 1);
$some = function (int $n) use ($pool) {
    foreach ($pool->map(range(1, $n)) as $job) {
    }
    serve_until_ready($pool);
    gc_collect_cycles();
    return [memory_get_usage(), count(descriptors())];
};
$some(101); // also fills the list of the last 100 exits
[$memory, $descriptors] = $some(20);
[$memory_after, $descriptors_after] = $some(80);
var_dump($memory_after - $memory < 2048 ?: $memory_after - $memory, $descriptors_after === $descriptors ?: [$descriptors, $descriptors_after]);
var_dump(count($pool->status()->exits), $pool->status()->recycled['max_jobs'] >= 190);
?>
--EXPECT--
bool(true)
bool(true)
int(100)
bool(true)
