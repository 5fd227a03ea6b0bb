--TEST--
map() of no payloads
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\Pool;

$pool = new Pool(fn () => 1, workers: 1);
$n = 0;
foreach ($pool->map([]) as $job) { $n++; }
foreach ($pool->map((function () { yield from []; })(), ordered: true) as $job) { $n++; }
foreach ($pool->map(new ArrayIterator([])) as $job) { $n++; }
$results = $pool->map([]);
var_dump($n, $results->valid(), $results->key());
echo thrown(fn () => $results->current()), "\n", counters($pool, 0), "\n";
?>
--EXPECT--
int(0)
bool(false)
NULL
Supervisor\StateError: the walk is over: valid() is false
none
