--TEST--
Arrays travel both ways: empty, nested, with keys of both types, with references
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn (Job $job) => $job->payload, workers: 1);
$same = 1;
$deep = [];
for ($i = 0; $i < 500; $i++) {
    $deep = [$deep];
}
foreach ([[], [[]], [1, 2, 3], ['a' => 1, 5 => 2, '' => 3, -1 => null], [1.5, true, "a\0b", ['x' => ['y' => [NAN]]]], $deep, range(1, 20000)] as $i => $value) {
    $back = $pool->submit($value)->await();
    if (serialize($back) !== serialize($value)) {
        echo "number $i: ", json_encode($back), "\n";
    }
}
$value = ['a' => &$same, 'b' => &$same];
$back = $pool->submit($value)->await();
$back['a'] = 2;
var_dump($back['b'], $same);
$recursive = [1];
$recursive['self'] = &$recursive;
$back = $pool->submit($recursive)->await();
var_dump($back['self']['self'][0]);
$ref = &$value['c'];
$ref = 'through a reference';
var_dump($pool->submit($ref)->await());
no_cycles();
?>
--EXPECT--
int(2)
int(1)
int(1)
string(19) "through a reference"
