--TEST--
next(), begin() and end() of a Worker throw in a pool with a handler
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool, Worker};

$pool = new Pool(fn (Job $job, $w) => [thrown(fn () => $w->next()), thrown(fn () => $w->begin('x')), thrown(fn () => $w->end()), $w->stopping(), $w->slot, $w->spawn, $w->pool, thrown(fn () => clone $w), thrown(fn () => serialize($w))],
    workers: 1, boot: fn (Worker $w) => $w);
print_r($pool->submit(1)->await());
?>
--EXPECT--
Array
(
    [0] => Supervisor\StateError: Worker::next() cannot be called in a pool with a handler, where the pool itself counts the jobs
    [1] => Supervisor\StateError: Worker::begin() cannot be called in a pool with a handler, where the pool itself counts the jobs
    [2] => Supervisor\StateError: Worker::end() cannot be called in a pool with a handler, where the pool itself counts the jobs
    [3] => 
    [4] => 0
    [5] => 1
    [6] => default
    [7] => Error: Trying to clone an uncloneable object of class Supervisor\Worker
    [8] => Exception: Serialization of 'Supervisor\Worker' is not allowed
)
