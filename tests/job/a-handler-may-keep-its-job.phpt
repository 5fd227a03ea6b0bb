--TEST--
A handler may keep the Job, and change nothing by it
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

class Kept { public static array $jobs = []; }
$pool = new Pool(function (Job $job) {
    Kept::$jobs[] = $job;
    return array_map(fn (Job $j) => [$j->payload, $j->id, $j->attempt], Kept::$jobs);
}, workers: 1);
$a = $pool->submit('a');
$b = $pool->submit(str_repeat('b', 100000));
$c = $pool->submit('c');
$seen = $c->await();
var_dump(array_column($seen, 1) === [$a->id, $b->id, $c->id], array_map('strlen', array_column($seen, 0)));
?>
--EXPECT--
bool(true)
array(3) {
  [0]=>
  int(1)
  [1]=>
  int(100000)
  [2]=>
  int(1)
}
