--TEST--
What the payload generator throws leaves the walk; the pool goes on
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

function payloads() { try { yield 'a' => 1; yield 'b' => 2; throw new DomainException('no third'); } finally { echo "finally\n"; } }
foreach ([false, true] as $ordered) {
    $pool = new Pool(fn (Job $job) => $job->payload, workers: 1);
    $results = $pool->map(payloads(), ordered: $ordered, window: 1);
    echo thrown(function () use ($results) { foreach ($results as $key => $job) { echo "$key\n"; } }), "\n";
    var_dump($results->valid());
    unset($results);
    echo $pool->submit('on')->await(), "\n";
    $pool->wait();
    $s = $pool->status();
    var_dump($s->done + $s->cancelled);
}
foreach (['first' => function () { throw new DomainException('at once'); yield 1; }] as $generator) {
    echo thrown(function () use ($pool, $generator) { foreach ($pool->map($generator()) as $job) {} }), "\n";
}
?>
--EXPECT--
a
b
finally
DomainException: no third
bool(false)
on
int(3)
a
b
finally
DomainException: no third
bool(false)
on
int(3)
DomainException: at once
