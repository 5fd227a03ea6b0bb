--TEST--
A Job is read-only: writing, unset, references and appending throw and change nothing
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

class NotClonable {}
$pool = new Pool(fn () => 1, workers: 1);
$submitted = $pool->submit(['list' => [1]], 'name', headers: ['h' => 1]);
foreach (['submitted' => $submitted, 'fake' => Job::fake(['list' => [1]], 'name', ['h' => 1])] as $what => $job) {
    echo "-- $what\n";
    echo thrown(function () use ($job) { $job->id = 'x'; }), "\n";
    echo thrown(function () use ($job) { $job->payload = 'x'; }), "\n";
    echo thrown(function () use ($job) { $job->payload['list'] = 'x'; }), "\n";
    echo thrown(function () use ($job) { $job->payload['list'][] = 'x'; }), "\n";
    echo thrown(function () use ($job) { $job->headers[] = 'x'; }), "\n";
    echo thrown(function () use ($job) { $ref = &$job->headers; $ref = []; }), "\n";
    echo thrown(function () use ($job) { foreach ($job->headers as &$value) { $value = 2; } }), "\n";
    echo thrown(function () use ($job) { $job->attempt++; }), "\n";
    echo thrown(function () use ($job) { $job->crashes += 1; }), "\n";
    echo thrown(function () use ($job) { $job->name .= 'x'; }), "\n";
    echo thrown(function () use ($job) { $job->name ??= 'x'; }), "\n";
    echo thrown(function () use ($job) { $job->pool .= 'x'; }), "\n";
    echo thrown(function () use ($job) { unset($job->payload); }), "\n";
    echo thrown(function () use ($job) { unset($job->payload['list']); }), "\n";
    echo thrown(function () use ($job) { $job->dynamic = 1; }), "\n";
    echo thrown(function () use ($job) { $job->dynamic[] = 1; }), "\n";
    echo thrown(function () use ($job) { (new ReflectionProperty($job, 'id'))->setValue($job, 'x'); }), "\n";
    var_dump($job->payload === ['list' => [1]], $job->headers === ['h' => 1], $job->name, isset($job->dynamic));
}
?>
--EXPECT--
-- submitted
Error: Cannot modify read-only property Supervisor\Job::$id
Error: Cannot modify read-only property Supervisor\Job::$payload
Error: Cannot modify read-only property Supervisor\Job::$payload
Error: Cannot modify read-only property Supervisor\Job::$payload
Error: Cannot modify read-only property Supervisor\Job::$headers
Error: Cannot modify read-only property Supervisor\Job::$headers
Error: Cannot modify read-only property Supervisor\Job::$headers
Error: Cannot modify read-only property Supervisor\Job::$attempt
Error: Cannot modify read-only property Supervisor\Job::$crashes
Error: Cannot modify read-only property Supervisor\Job::$name
nothing
Error: Cannot modify read-only property Supervisor\Job::$pool
Error: Cannot modify read-only property Supervisor\Job::$payload
Error: Cannot modify read-only property Supervisor\Job::$payload
Error: Cannot create dynamic property Supervisor\Job::$dynamic
Error: Cannot modify read-only property Supervisor\Job::$dynamic
Error: Cannot modify read-only property Supervisor\Job::$id
bool(true)
bool(true)
string(4) "name"
bool(false)
-- fake
Error: Cannot modify read-only property Supervisor\Job::$id
Error: Cannot modify read-only property Supervisor\Job::$payload
Error: Cannot modify read-only property Supervisor\Job::$payload
Error: Cannot modify read-only property Supervisor\Job::$payload
Error: Cannot modify read-only property Supervisor\Job::$headers
Error: Cannot modify read-only property Supervisor\Job::$headers
Error: Cannot modify read-only property Supervisor\Job::$headers
Error: Cannot modify read-only property Supervisor\Job::$attempt
Error: Cannot modify read-only property Supervisor\Job::$crashes
Error: Cannot modify read-only property Supervisor\Job::$name
nothing
Error: Cannot modify read-only property Supervisor\Job::$pool
Error: Cannot modify read-only property Supervisor\Job::$payload
Error: Cannot modify read-only property Supervisor\Job::$payload
Error: Cannot create dynamic property Supervisor\Job::$dynamic
Error: Cannot modify read-only property Supervisor\Job::$dynamic
Error: Cannot modify read-only property Supervisor\Job::$id
bool(true)
bool(true)
string(4) "name"
bool(false)
