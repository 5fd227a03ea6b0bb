--TEST--
Bad arguments of Master, add() and every()
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Master, Pool};

$a = new Pool(fn () => 1, name: 'a');
$stopped = new Pool(fn () => 1, name: 'stopped');
$stopped->stop();
$master = new Master([$a]);
foreach ([fn () => new Master([1]), fn () => new Master([new stdClass]), fn () => new Master('x'), fn () => new Master([$a, $a]), fn () => new Master([$a, new Pool(fn () => 1, name: 'a')]), fn () => new Master([], 'text'),
    fn () => new Master([], new stdClass), fn () => new Master([], nothing: 1), fn () => $master->add($a), fn () => $master->add(1), fn () => $master->every(0, fn () => 1), fn () => $master->every(0.0009, fn () => 1),
    fn () => $master->every(NAN, fn () => 1), fn () => $master->every(INF, fn () => 1), fn () => $master->every(31536001, fn () => 1), fn () => $master->every(1, 'strlen'), fn () => $master->every(1), fn () => $master->__construct(),
    fn () => (new ReflectionClass(Master::class))->newInstanceWithoutConstructor()->run(), fn () => clone $master, fn () => serialize($master)] as $call) {
    echo thrown($call), "\n";
}
var_dump(array_keys($master->status()));
var_dump((new Master)->run(), (new Master)->status());
?>
--EXPECTF--
TypeError: Supervisor\Master::__construct(): Argument #1 ($pools) must be a list of Supervisor\Pool, int given
TypeError: Supervisor\Master::__construct(): Argument #1 ($pools) must be a list of Supervisor\Pool, stdClass given
TypeError: Supervisor\Master::__construct(): Argument #1 ($pools) must be of type array, string given
ValueError: Supervisor\Master::__construct(): Argument #1 ($pools) must be pools with different names, "a" is there already
ValueError: Supervisor\Master::__construct(): Argument #1 ($pools) must be pools with different names, "a" is there already
TypeError: Supervisor\Master::__construct(): Argument #2 ($log) must be of type Supervisor\Log|Closure|null, string given
TypeError: Supervisor\Master::__construct(): Argument #2 ($log) must be of type Supervisor\Log|Closure|null, stdClass given
Error: Unknown named parameter $nothing
ValueError: Supervisor\Master::add(): Argument #1 ($pool) must be pools with different names, "a" is there already
TypeError: Supervisor\Master::add(): Argument #1 ($pool) must be of type Supervisor\Pool, int given
ValueError: Supervisor\Master::every(): Argument #1 ($seconds) must be between 0.001 and 31536000 seconds, 0 given
ValueError: Supervisor\Master::every(): Argument #1 ($seconds) must be between 0.001 and 31536000 seconds, 0.0009 given
ValueError: Supervisor\Master::every(): Argument #1 ($seconds) must be between 0.001 and 31536000 seconds, NAN given
ValueError: Supervisor\Master::every(): Argument #1 ($seconds) must be between 0.001 and 31536000 seconds, INF given
ValueError: Supervisor\Master::every(): Argument #1 ($seconds) must be between 0.001 and 31536000 seconds, 31536001 given
TypeError: Supervisor\Master::every(): Argument #2 ($callback) must be of type Closure, string given
ArgumentCountError: Supervisor\Master::every() expects exactly 2 arguments, 1 given
Supervisor\StateError: Master::__construct() was called already
ReflectionException: Class Supervisor\Master is an internal class marked as final%s
Error: Trying to clone an uncloneable object of class Supervisor\Master
Exception: Serialization of 'Supervisor\Master' is not allowed
array(1) {
  [0]=>
  string(1) "a"
}
int(0)
array(0) {
}
