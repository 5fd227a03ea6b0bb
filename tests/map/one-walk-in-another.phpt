--TEST--
A walk of one pool in the walk of another, and of the same one
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$a = new Pool(fn (Job $job) => "a$job->payload", name: 'a', workers: 1);
$b = new Pool(fn (Job $job) => "b$job->payload", name: 'b', workers: 1);
foreach ($a->map([1, 2], ordered: true, window: 1) as $outer) {
    foreach ($b->map([1, 2], ordered: true) as $inner) {
        echo $outer->result(), $inner->result(), ' ';
    }
    foreach ($a->map([8, 9], ordered: true) as $inner) {
        echo $outer->result(), $inner->result(), ' ';
    }
    echo $a->submit('s')->await(), "\n";
}
// the results of one are the payloads of the other
$chain = (function () use ($a) { foreach ($a->map(range(1, 20)) as $job) { yield $job->result(); } })();
$n = 0;
foreach ($b->map($chain) as $job) {
    $n += $job->result() === 'b' . $job->payload;
}
echo $n, ' ', counters($a, 28), ' ', counters($b, 24), "\n";
?>
--EXPECT--
a1b1 a1b2 a1a8 a1a9 as
a2b1 a2b2 a2a8 a2a9 as
20 done=28 done=24
