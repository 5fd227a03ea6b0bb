--TEST--
submitAll(): key => Job, of arrays and generators, with the arguments of submit(); many more than maxQueue
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{JobState, Pool};

$pool = new Pool(fn ($job) => [$job->payload, $job->name, $job->headers], workers: 2, maxQueue: 10);
$jobs = $pool->submitAll(['a' => 1, 5 => 'two', 'c' => [3]], name: 'n', headers: ['h' => true], timeout: 60);
var_dump(array_keys($jobs));
foreach ($jobs as $key => $job) {
    echo $key, ' ', json_encode($job->await()), "\n";
}
$most = 0;
$jobs = $pool->submitAll((function () {
    for ($i = 0; $i < 1000; $i++) {
        yield "k$i" => $i;
    }
})());
var_dump(count($jobs), $pool->status()->queued <= 10);
foreach ($jobs as $key => $job) {
    if ("k{$job->await()[0]}" !== $key) {
        echo "wrong: $key\n";
    }
}
// equal keys: all are queued
$jobs = $pool->submitAll((function () {
    yield 'k' => 'first';
    yield 'k' => 'last';
})());
$pool->wait();
var_dump(count($jobs), $jobs['k']->payload, $pool->submitAll([]), $pool->submitAll(new EmptyIterator()));
// delayed ones need no room
$jobs = $pool->submitAll(range(1, 100), delay: 3600, priority: 4);
var_dump(count($jobs), $jobs[99]->state() === JobState::Delayed);
$pool->stop();
echo counters($pool, 1105), "\n";
?>
--EXPECT--
array(3) {
  [0]=>
  string(1) "a"
  [1]=>
  int(5)
  [2]=>
  string(1) "c"
}
a [1,"n",{"h":true}]
5 ["two","n",{"h":true}]
c [[3],"n",{"h":true}]
int(1000)
bool(true)
int(1)
string(4) "last"
array(0) {
}
array(0) {
}
int(100)
bool(true)
done=1005 cancelled=100
