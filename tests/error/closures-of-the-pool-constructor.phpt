--TEST--
boot and shutdown must be Closures or null, numbers must be whole
--EXTENSIONS--
supervisor
--FILE--
<?php
declare(strict_types=1);
require dirname(__DIR__) . '/helper.inc';
use Supervisor\Pool;

$h = fn () => 1;
foreach ([fn () => new Pool($h, boot: 'strlen'), fn () => new Pool($h, boot: 1), fn () => new Pool($h, shutdown: []), fn () => new Pool($h, shutdown: new stdClass), fn () => new Pool($h, workers: 1.5),
    fn () => new Pool($h, workers: '3'), fn () => new Pool($h, maxAttempts: null), fn () => new Pool($h, stopTimeout: '1')] as $call) {
    echo thrown($call), "\n";
}
$pool = new Pool($h, boot: null, shutdown: null, workers: null, stopTimeout: 1);
echo count($pool->status()->slots) > 0 ? "made\n" : '';
?>
--EXPECT--
TypeError: Supervisor\Pool::__construct(): Argument #4 ($boot) must be of type ?Closure, string given
TypeError: Supervisor\Pool::__construct(): Argument #4 ($boot) must be of type ?Closure, int given
TypeError: Supervisor\Pool::__construct(): Argument #5 ($shutdown) must be of type ?Closure, array given
TypeError: Supervisor\Pool::__construct(): Argument #5 ($shutdown) must be of type ?Closure, stdClass given
TypeError: Supervisor\Pool::__construct(): Argument #3 ($workers) must be of type ?int, float given
TypeError: Supervisor\Pool::__construct(): Argument #3 ($workers) must be of type ?int, string given
TypeError: Supervisor\Pool::__construct(): Argument #7 ($maxAttempts) must be of type int, null given
TypeError: Supervisor\Pool::__construct(): Argument #16 ($stopTimeout) must be of type float, string given
made
