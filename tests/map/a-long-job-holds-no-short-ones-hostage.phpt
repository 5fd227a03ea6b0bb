--TEST--
A long job put before short ones, after thousands of short ones have taught the pool to prefetch: the short ones are done long before it
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, JobState, Pool};

$pool = new Pool(function (Job $job) {
    usleep($job->payload);
    return $job->payload;
}, workers: 2);
foreach ($pool->map(array_fill(0, 3000, 0)) as $job) {
}
$long = $pool->submit(2_000_000);
$short = [];
for ($i = 0; $i < 100; $i++) {
    $short[] = $pool->submit(0);
}
foreach ($short as $job) {
    $job->await();
}
echo 'the long one: ', $long->state()->name, "\n";
echo array_sum(array_map(fn (Job $job) => $job->attempt, $short)), " attempts of the short ones\n";
var_dump($long->await(), $pool->status()->done);
?>
--EXPECT--
the long one: Running
100 attempts of the short ones
int(2000000)
int(3101)
