--TEST--
submit() and the callbacks give the same Job object
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool};

$pool = new Pool(fn (Job $job) => $job->attempt < 2 ? throw new Exception('x') : 1, workers: 1, backoff: 0);
$seen = [];
$pool->on(Event::JobRetry, function (Job $job) use (&$seen) { $seen['retry'] = $job; });
$pool->on(Event::JobDone, function (Job $job) use (&$seen) { $seen['done'] = $job; });
$pool->on(Event::JobDone, function (Job $job) use (&$seen) { $seen['done again'] = $job; });
$job = $pool->submit(1);
$pool->wait();
foreach ($seen as $what => $other) {
    echo "$what ", json_encode($other === $job), "\n";
}
foreach ($pool->map([1]) as $mapped) {
    var_dump($mapped === $seen['done'], $mapped === $job);
}
// also when nobody held it in between
$pool->on(Event::JobDone, function (Job $job) { static $first; $first = $job; });
$pool->submit('x', 'named', headers: ['a' => 1]);
$pool->wait();
var_dump($seen['done']->payload, $seen['done']->name, $seen['done']->headers);
no_cycles();
?>
--EXPECT--
retry true
done true
done again true
bool(true)
bool(false)
string(1) "x"
string(5) "named"
array(1) {
  ["a"]=>
  int(1)
}
