--TEST--
Results can be used by hand, and by what takes an Iterator
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn (Job $job) => $job->payload, workers: 1);
$results = $pool->map(['a' => 1, 'b' => 2], ordered: true);
echo $results->key(), $results->current()->result(), "\n"; // without rewind()
echo json_encode(array_map(fn ($job) => $job->result(), iterator_to_array($pool->map(['x' => 1, 'y' => 2])))), "\n";
echo iterator_count($pool->map([1, 2, 3])), "\n";
function generator($pool) { yield from $pool->map(['k' => 'v']); }
foreach (generator($pool) as $key => $job) {
    echo "$key {$job->result()}\n";
}
foreach (new LimitIterator($pool->map(range(1, 100), ordered: true), 0, 2) as $job) {
    echo $job->result(), "\n";
}
var_dump($pool->map([]) instanceof Iterator);
?>
--EXPECT--
a1
{"x":1,"y":2}
3
k v
1
2
bool(true)
