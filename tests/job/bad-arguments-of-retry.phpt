--TEST--
Bad arguments of Retry
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\Retry;

foreach ([-1, NAN, INF, 31536001, 'x'] as $delay) {
    echo thrown(fn () => new Retry($delay)), "\n";
}
echo thrown(fn () => new Retry(nothing: 1)), "\n", thrown(fn () => new Retry(1, [])), "\n", thrown(fn () => new Retry(1, true, 'm', 4)), "\n";
?>
--EXPECTF--
ValueError: Supervisor\Retry::__construct(): Argument #1 ($delay) must be between 0 and 31536000 seconds, -1 given
ValueError: Supervisor\Retry::__construct(): Argument #1 ($delay) must be between 0 and 31536000 seconds, NAN given
ValueError: Supervisor\Retry::__construct(): Argument #1 ($delay) must be between 0 and 31536000 seconds, INF given
ValueError: Supervisor\Retry::__construct(): Argument #1 ($delay) must be between 0 and 31536000 seconds, 31536001 given
TypeError: Supervisor\Retry::__construct(): Argument #1 ($delay) must be of type ?float, string given
Error: Unknown named parameter $nothing
TypeError: Supervisor\Retry::__construct(): Argument #2 ($counted) must be of type bool, array given
ArgumentCountError: Supervisor\Retry::__construct() expects at most 3 arguments, 4 given
