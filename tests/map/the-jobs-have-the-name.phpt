--TEST--
The jobs of a map() have its name, and count as jobs of the pool
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool};

$pool = new Pool(fn (Job $job) => $job->name, workers: 1);
$told = 0;
$pool->on(Event::JobDone, function () use (&$told) { $told++; });
foreach ($pool->map([1, 2], name: 'mapped') as $job) {
    echo "$job->name {$job->result()}\n";
}
echo $told, ' ', counters($pool, 2), "\n";
?>
--EXPECT--
mapped mapped
mapped mapped
2 done=2
