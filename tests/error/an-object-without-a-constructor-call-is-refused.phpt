--TEST--
A Pool or Loop whose constructor failed is refused with words
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Loop, Pool};

class Sub { function __construct(public ?Pool $pool = null) {} }
$pool = null;
try {
    $pool = new Pool(fn () => 1, workers: -1);
} catch (ValueError) {
}
var_dump($pool);
// the object is still to be had in its own exception's trace only; a constructor called by hand after a failure makes a whole pool
ini_set('zend.exception_ignore_args', '0');
$loop = (new ReflectionClass(Loop::class));
echo thrown(fn () => $loop->newInstanceWithoutConstructor()), "\n";
?>
--EXPECTF--
NULL
ReflectionException: Class Supervisor\Loop is an internal class marked as final%s
