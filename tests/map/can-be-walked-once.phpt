--TEST--
What map() returns can be walked once
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool, Results};

$pool = new Pool(fn (Job $job) => $job->payload, workers: 1);
$results = $pool->map([1, 2]);
foreach ($results as $job) {}
echo thrown(function () use ($results) { foreach ($results as $job) { echo "again\n"; } }), "\n";
echo thrown(fn () => $results->rewind()), "\n";
$results = $pool->map(['a' => 1, 'b' => 2], ordered: true);
$results->rewind();
$results->rewind(); // it has not moved
var_dump($results->valid(), $results->key(), $results->current()->result());
$results->next();
var_dump($results->key(), $results->current() === $results->current());
echo thrown(fn () => $results->rewind()), "\n";
$results->next();
var_dump($results->valid());
$results->next();
var_dump($results->valid(), $results->key());
echo thrown(function () use ($pool) { foreach ($pool->map([1]) as &$job) {} }), "\n";
echo thrown(fn () => clone $results), "\n", thrown(fn () => serialize($results)), "\n", thrown(fn () => new Results), "\n";
?>
--EXPECT--
Supervisor\StateError: what map() returns can be walked only once
Supervisor\StateError: what map() returns can be walked only once
bool(true)
string(1) "a"
int(1)
string(1) "b"
bool(true)
Supervisor\StateError: what map() returns can be walked only once
bool(false)
bool(false)
NULL
Error: An iterator cannot be used with foreach by reference
Error: Trying to clone an uncloneable object of class Supervisor\Results
Exception: Serialization of 'Supervisor\Results' is not allowed
Error: Call to private Supervisor\Results::__construct() from global scope
