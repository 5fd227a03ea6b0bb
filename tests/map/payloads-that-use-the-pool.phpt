--TEST--
A generator of payloads may use the pool: submit, await, tick, map
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn (Job $job) => $job->payload, workers: 2, maxQueue: 2);
function payloads($pool)
{
    yield $pool->submit(1)->await();
    $pool->tick();
    foreach ($pool->map([2, 3], ordered: true) as $job) {
        yield $job->result();
    }
    for ($i = 4; $i <= 20; $i++) {
        $pool->submit('by the way');
        yield $i;
    }
}
$got = [];
foreach ($pool->map(payloads($pool)) as $job) {
    $got[] = $job->result();
}
sort($got);
echo implode(' ', $got), "\n";
$pool->wait();
echo counters($pool, 1 + 2 + 17 + 20), "\n";
?>
--EXPECT--
1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20
done=40
