--TEST--
A worker may have a pool of its own
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(function (Job $job) {
    $inner = new Pool(fn (Job $j) => $j->payload * $j->payload, name: 'inner', workers: 2);
    $sum = 0;
    foreach ($inner->map(range(1, $job->payload)) as $j) {
        $sum += $j->result();
    }
    return [$sum, $inner->submit(7)->await(), $inner->status()->done, $job->id];
}, name: 'outer', workers: 2);
$jobs = [$pool->submit(3), $pool->submit(10)];
foreach ($jobs as $job) {
    [$sum, $square, $done, $id] = $job->await();
    echo "$sum $square $done ", $id === $job->id ? 'own id' : 'wrong id', "\n";
}
?>
--EXPECT--
14 49 4 own id
385 49 11 own id
