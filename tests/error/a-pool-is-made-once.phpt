--TEST--
A Pool cannot be made twice, without its constructor, cloned, serialized or extended
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{JobFailed, Pool, Retry};

$pool = new Pool(fn () => 'first', workers: 1);
foreach ([fn () => $pool->__construct(fn () => 'second'), fn () => (new ReflectionClass(Pool::class))->newInstanceWithoutConstructor(), fn () => clone $pool, fn () => serialize($pool), fn () => unserialize('O:15:"Supervisor\Pool":0:{}'),
    fn () => $pool->dynamic = 1, fn () => new Supervisor\Status, fn () => new Supervisor\SlotStatus, fn () => new Supervisor\WorkerExit, fn () => new Supervisor\Failure, fn () => new JobFailed, fn () => new Supervisor\Results, 
    fn () => serialize($pool->status()), fn () => $pool->status()->done = 5] as $call) {
    echo thrown($call), "\n";
}
var_dump($pool->submit(1)->await());
// a constructor that failed leaves an object that is good for nothing, and harms nobody
$broken = (new ReflectionClass(Retry::class))->newInstanceWithoutConstructor();
var_dump($broken instanceof Retry, thrown(fn () => $broken->delay));
?>
--EXPECTF--
Supervisor\StateError: Pool::__construct() was called already
ReflectionException: Class Supervisor\Pool is an internal class marked as final%s
Error: Trying to clone an uncloneable object of class Supervisor\Pool
Exception: Serialization of 'Supervisor\Pool' is not allowed
Exception: Unserialization of 'Supervisor\Pool' is not allowed
Error: Cannot create dynamic property Supervisor\Pool::$dynamic
Error: Call to private Supervisor\Status::__construct() from global scope
Error: Call to private Supervisor\SlotStatus::__construct() from global scope
Error: Call to private Supervisor\WorkerExit::__construct() from global scope
Error: Call to private Supervisor\Failure::__construct() from global scope
Error: Call to private Supervisor\JobFailed::__construct() from global scope
Error: Call to private Supervisor\Results::__construct() from global scope
Exception: Serialization of 'Supervisor\Status' is not allowed
Error: Cannot modify readonly property Supervisor\Status::$done
string(5) "first"
bool(true)
string(%d) "Error: Typed property Supervisor\Retry::$delay must not be accessed before initialization"
