--TEST--
submitAll(unique:): one key makes one job of all; a closure gives each payload its key, or null
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\Pool;

$pool = new Pool(fn ($job) => $job->payload, workers: 1);
$jobs = $pool->submitAll(['a' => 1, 'b' => 2], unique: 'one');
var_dump($jobs['a'] === $jobs['b'], $jobs['b']->await());

$held = $pool->submit('held', delay: 3600, unique: 'user-3');
$asked = [];
$jobs = $pool->submitAll([['id' => 1], ['id' => 2], ['id' => 1], ['id' => 3], ['id' => null], ['id' => null]], unique: function ($payload, $key) use (&$asked) {
    $asked[] = $key;
    return $payload['id'] ? "user-$payload[id]" : null;
});
var_dump(implode($asked), $jobs[0] === $jobs[2], $jobs[0] !== $jobs[1], $jobs[3] === $held, $jobs[4] !== $jobs[5]);
$pool->stop();
echo counters($pool, 6), "\n";
?>
--EXPECTF--
bool(true)
int(1)
string(6) "012345"
bool(true)
bool(true)
bool(true)
bool(true)
%Scancelled=%d
