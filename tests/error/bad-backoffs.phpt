--TEST--
Bad values of backoff
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\Pool;

$h = fn () => 1;
foreach (['x', '1', null, true, new stdClass, [], ['a' => 1], [1 => 1], [1, 'x'], [1, null], [[]], -1, -0.1, NAN, INF, 31536001, [1, -1], [NAN], [1, 31536000.5], [fn () => 1]] as $backoff) {
    echo thrown(fn () => new Pool($h, backoff: $backoff)), "\n";
}
foreach ([0, 0.0, 31536000, [0], [1, 2.5, 31536000], fn () => null] as $backoff) {
    if (($message = thrown(fn () => new Pool($h, backoff: $backoff))) !== 'nothing') {
        echo $message, "\n";
    }
}
?>
--EXPECT--
TypeError: Supervisor\Pool::__construct(): Argument #9 ($backoff) must be of type Closure|array|float, string given
TypeError: Supervisor\Pool::__construct(): Argument #9 ($backoff) must be of type Closure|array|float, string given
TypeError: Supervisor\Pool::__construct(): Argument #9 ($backoff) must be of type Closure|array|float, null given
TypeError: Supervisor\Pool::__construct(): Argument #9 ($backoff) must be of type Closure|array|float, bool given
TypeError: Supervisor\Pool::__construct(): Argument #9 ($backoff) must be of type Closure|array|float, stdClass given
ValueError: Supervisor\Pool::__construct(): Argument #9 ($backoff) must be a number of seconds, a list of them that is not empty, or a Closure
ValueError: Supervisor\Pool::__construct(): Argument #9 ($backoff) must be a number of seconds, a list of them that is not empty, or a Closure
ValueError: Supervisor\Pool::__construct(): Argument #9 ($backoff) must be a number of seconds, a list of them that is not empty, or a Closure
TypeError: Supervisor\Pool::__construct(): Argument #9 ($backoff) must be a list of int|float, string given at 1
TypeError: Supervisor\Pool::__construct(): Argument #9 ($backoff) must be a list of int|float, null given at 1
TypeError: Supervisor\Pool::__construct(): Argument #9 ($backoff) must be a list of int|float, array given at 0
ValueError: Supervisor\Pool::__construct(): Argument #9 ($backoff) must be between 0 and 31536000 seconds, -1 given
ValueError: Supervisor\Pool::__construct(): Argument #9 ($backoff) must be between 0 and 31536000 seconds, -0.1 given
ValueError: Supervisor\Pool::__construct(): Argument #9 ($backoff) must be between 0 and 31536000 seconds, NAN given
ValueError: Supervisor\Pool::__construct(): Argument #9 ($backoff) must be between 0 and 31536000 seconds, INF given
ValueError: Supervisor\Pool::__construct(): Argument #9 ($backoff) must be between 0 and 31536000 seconds, 31536001 given
ValueError: Supervisor\Pool::__construct(): Argument #9 ($backoff) must be between 0 and 31536000 seconds, -1 given
ValueError: Supervisor\Pool::__construct(): Argument #9 ($backoff) must be between 0 and 31536000 seconds, NAN given
ValueError: Supervisor\Pool::__construct(): Argument #9 ($backoff) must be between 0 and 31536000 seconds, 31536000.5 given
TypeError: Supervisor\Pool::__construct(): Argument #9 ($backoff) must be a list of int|float, Closure given at 0
