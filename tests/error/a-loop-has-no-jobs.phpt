--TEST--
Parameters that are about jobs cannot be given together with a Loop
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Loop, Pool, Worker};

$loop = new Loop(fn (Worker $w) => 1);
foreach (['maxAttempts' => 2, 'maxCrashes' => 2, 'backoff' => 1, 'maxQueue' => 5] as $name => $value) {
    echo thrown(fn () => new Pool($loop, ...[$name => $value])), "\n";
}
foreach ([fn () => new Loop, fn () => new Loop(1), fn () => new Loop('strlen'), fn () => new Loop(body: null), fn () => $loop->__construct(fn () => 1), fn () => clone $loop, fn () => serialize($loop), fn () => $loop->x = 1, fn () => new Worker] as $call) {
    echo thrown($call), "\n";
}
?>
--EXPECT--
ValueError: Supervisor\Pool::__construct(): Argument #7 ($maxAttempts) cannot be given together with a Loop, which has no jobs of its own
ValueError: Supervisor\Pool::__construct(): Argument #8 ($maxCrashes) cannot be given together with a Loop, which has no jobs of its own
ValueError: Supervisor\Pool::__construct(): Argument #9 ($backoff) cannot be given together with a Loop, which has no jobs of its own
ValueError: Supervisor\Pool::__construct(): Argument #20 ($maxQueue) cannot be given together with a Loop, which has no jobs of its own
ArgumentCountError: Supervisor\Loop::__construct() expects exactly 1 argument, 0 given
TypeError: Supervisor\Loop::__construct(): Argument #1 ($body) must be of type Closure, int given
TypeError: Supervisor\Loop::__construct(): Argument #1 ($body) must be of type Closure, string given
TypeError: Supervisor\Loop::__construct(): Argument #1 ($body) must be of type Closure, null given
Supervisor\StateError: Loop::__construct() was called already
Error: Trying to clone an uncloneable object of class Supervisor\Loop
Exception: Serialization of 'Supervisor\Loop' is not allowed
Error: Cannot create dynamic property Supervisor\Loop::$x
Error: Call to private Supervisor\Worker::__construct() from global scope
