--TEST--
A payload in the middle that cannot be sent: ValueError out of the walk; what was read ahead is cancelled
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn (Job $job) => $job->payload, workers: 1);
$seen = [];
echo thrown(function () use ($pool, &$seen) {
    foreach ($pool->map([1, 2, fn () => 3, 4], ordered: true, window: 1) as $job) {
        $seen[] = $job->result();
    }
}), "\n";
echo implode(' ', $seen), "\n";
$pool->wait();
echo counters($pool, 2), "\n", $pool->submit(5)->await(), "\n";
?>
--EXPECT--
ValueError: Supervisor\Pool::map(): Argument #1 ($payloads) must be made of values that can be sent to another process, Closure given
1 2
done=2
5
