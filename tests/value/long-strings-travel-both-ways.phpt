--TEST--
Strings around and above the sizes of the buffers travel both ways
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn (Job $job) => [$job->payload === str_repeat('x', $job->headers['n']) ? strlen($job->payload) : 'wrong', $job->payload], workers: 2);
$whole = new Pool(fn (Job $job) => $job->payload, name: 'whole', workers: 2);
$jobs = [];
foreach ([1, 4064, 8192, 8193, 65503, 65504, 65505, 65535, 65536, 65537, 131039, 131040, 131072, 131073, 1 << 20, 5 << 20] as $n) {
    $jobs[] = [$n, $pool->submit(str_repeat('x', $n), null, headers: ['n' => $n]), $whole->submit(str_repeat('x', $n))];
}
foreach ($jobs as [$n, $a, $b]) {
    [$there, $back] = $a->await();
    if ($there !== $n || $back !== str_repeat('x', $n) || $b->await() !== $back) {
        echo "$n does not travel\n";
    }
}
echo counters($pool, 16), ' ', counters($whole, 16), "\n";
?>
--EXPECT--
done=16 done=16
