--TEST--
A Job cannot be cloned, serialized, unserialized, made or extended
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn () => 1, workers: 1);
foreach ([$pool->submit(1), Job::fake(1)] as $job) {
    echo thrown(fn () => clone $job), "\n", thrown(fn () => serialize($job)), "\n", thrown(fn () => serialize([$job])), "\n", thrown(fn () => var_export($job)), "\n";
    echo thrown(fn () => $pool->submit($job)), "\n";
}
echo thrown(fn () => unserialize('O:14:"Supervisor\Job":0:{}')), "\n";
echo thrown(fn () => new Job), "\n", json_encode((new ReflectionClass(Job::class))->isFinal()), "\n";
?>
--EXPECTF--
Error: Trying to clone an uncloneable object of class Supervisor\Job
Exception: Serialization of 'Supervisor\Job' is not allowed
Exception: Serialization of 'Supervisor\Job' is not allowed
\Supervisor\Job::__set_state(array(
%A))nothing
ValueError: Supervisor\Pool::submit(): Argument #1 ($payload) must be made of values that can be sent to another process, Supervisor\Job given
Error: Trying to clone an uncloneable object of class Supervisor\Job
Exception: Serialization of 'Supervisor\Job' is not allowed
Exception: Serialization of 'Supervisor\Job' is not allowed
\Supervisor\Job::__set_state(array(
%A))nothing
ValueError: Supervisor\Pool::submit(): Argument #1 ($payload) must be made of values that can be sent to another process, Supervisor\Job given
Exception: Unserialization of 'Supervisor\Job' is not allowed
Error: Call to private Supervisor\Job::__construct() from global scope
true
