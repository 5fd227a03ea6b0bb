--TEST--
A worker can run a pool of its own, also one after the other, and the outer pool goes on as before
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

$outer = new Pool(function (Job $job) {
    $inner = new Pool(fn (Job $job) => [$job->payload * 2, posix_getppid()], name: 'inner', workers: 2);
    $sum = 0;
    foreach ($inner->map(range(1, $job->payload)) as $done) {
        [$n, $parent] = $done->result();
        $sum += $parent === getmypid() ? $n : 1000000;
    }
    $inner->finish();
    return [$sum, count($inner->status()->exits)];
}, name: 'outer', workers: 2);
foreach ($outer->map([10, 20, 30, 40], ordered: true) as $job) {
    echo json_encode($job->result()), "\n";
}
echo json_encode(array_map(fn ($exit) => $exit->reason, $outer->status()->exits)), "\n";
echo $outer->run(), "\n";
echo count($outer->status()->exits), "\n";
?>
--EXPECT--
[110,2]
[420,2]
[930,2]
[1640,2]
[]
0
2
