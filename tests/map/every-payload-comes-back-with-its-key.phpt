--TEST--
map() gives every payload's key and its settled job, keys of every type
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn (Job $job) => $job->payload * 2, workers: 2);
$payloads = ['a' => 1, 5 => 2, '' => 3, -7 => 4];
$back = [];
foreach ($pool->map($payloads) as $key => $job) {
    $back[$key] = [$job->payload, $job->result(), $job->state()->value];
}
ksort($back);
echo json_encode($back), "\n";
function keys() { yield null => 1; yield 1.5 => 2; yield [1, 2] => 3; yield $GLOBALS['o'] => 4; yield true => 5; yield 'same' => 6; yield 'same' => 7; }
$o = new stdClass;
foreach ($pool->map(keys(), ordered: true) as $key => $job) {
    echo $key === $o ? 'the object' : json_encode($key), ' ', $job->result(), "\n";
}
echo counters($pool, 11), "\n";
?>
--EXPECT--
{"":[3,6,"done"],"-7":[4,8,"done"],"5":[2,4,"done"],"a":[1,2,"done"]}
null 2
1.5 4
[1,2] 6
the object 8
true 10
"same" 12
"same" 14
done=11
