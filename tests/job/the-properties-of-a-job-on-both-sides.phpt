--TEST--
A Job has the same properties on both sides
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn (Job $job) => [$job->id, $job->pool, $job->payload, $job->name, $job->headers, $job->attempt, $job->crashes, $job->state(), $job->failure(), $job->stopping()],
    name: 'both sides', workers: 1);
$headers = ['text' => 'é', 'int' => PHP_INT_MIN, 'float' => 0.5, 'bool' => false, 'null' => null];
$job = $pool->submit(['p' => [1]], 'mail', headers: $headers);
$there = $job->await();
$here = [$job->id, $job->pool, $job->payload, $job->name, $job->headers, $job->attempt, $job->crashes];
var_dump(array_slice($there, 0, 7) === $here, $here[1], $here[2] === ['p' => [1]], $here[3], $here[4] === $headers, $here[5], $here[6]);
var_dump($there[7], $there[8], $there[9], $job->stopping());
$other = $pool->submit(1);
var_dump($other->id !== $job->id, $other->name, $other->headers);
?>
--EXPECT--
bool(true)
string(10) "both sides"
bool(true)
string(4) "mail"
bool(true)
int(1)
int(0)
enum(Supervisor\JobState::Running)
NULL
bool(false)
bool(false)
bool(true)
NULL
array(0) {
}
