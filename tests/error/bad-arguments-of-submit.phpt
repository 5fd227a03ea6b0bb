--TEST--
Bad arguments of submit(): nothing is queued, and the pool is not started
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\Pool;

$pool = new Pool(fn () => 1, workers: 1);
$h = fn () => 1;
foreach ([fn () => $pool->submit(), fn () => $pool->submit(1, ''), fn () => $pool->submit(1, str_repeat('n', 256)), fn () => $pool->submit(1, "a\tb"), fn () => $pool->submit(1, []), fn () => $pool->submit(1, null, headers: 5), fn () => $pool->submit(1, timeout: -1), fn () => $pool->submit(1, timeout: NAN),
    fn () => $pool->submit(1, null, headers: [1]), fn () => $pool->submit(1, null, headers: ['a' => 1, 5 => 2]), fn () => $pool->submit(1, null, headers: ['a' => []]), fn () => $pool->submit(1, null, headers: ['a' => $pool]), fn () => $pool->submit(1, null, headers: ['a' => STDIN]),
    fn () => $pool->submit(1, null, headers: ['a' => fn () => 1]), fn () => $pool->submit(1, headers: null), fn () => $pool->submit(1, retries: 5), fn () => $pool->submit(1, null, 0.0, 0, null, null, null, [], 4)] as $call) {
    echo thrown($call), "\n";
}
echo counters($pool, 0), ' ', $pool->status()->slots[0]->state->value, "\n";
echo preg_replace('/than \d+ bytes/', 'than N bytes', thrown(fn () => $pool->submit(1, null, headers: ['big' => str_repeat('x', 1 << 20)]))), "\n", counters($pool, 0), "\n";
?>
--EXPECTF--
ArgumentCountError: Supervisor\Pool::submit() expects at least 1 argument, 0 given
ValueError: Supervisor\Pool::submit(): Argument #2 ($name) must be 1 to 255 bytes long, 0 given
ValueError: Supervisor\Pool::submit(): Argument #2 ($name) must be 1 to 255 bytes long, 256 given
ValueError: Supervisor\Pool::submit(): Argument #2 ($name) must not contain control characters, byte 9 given at offset 1
TypeError: Supervisor\Pool::submit(): Argument #2 ($name) must be of type ?string, array given
TypeError: Supervisor\Pool::submit(): Argument #8 ($headers) must be of type array, int given
ValueError: Supervisor\Pool::submit(): Argument #6 ($timeout) must be between 0 and 31536000 seconds, -1 given
ValueError: Supervisor\Pool::submit(): Argument #6 ($timeout) must be between 0 and 31536000 seconds, NAN given
ValueError: Supervisor\Pool::submit(): Argument #8 ($headers) must have string keys%S
ValueError: Supervisor\Pool::submit(): Argument #8 ($headers) must have string keys%S
ValueError: Supervisor\Pool::submit(): Argument #8 ($headers) must have scalar or null values, array given for "a"
ValueError: Supervisor\Pool::submit(): Argument #8 ($headers) must have scalar or null values, Supervisor\Pool given for "a"
ValueError: Supervisor\Pool::submit(): Argument #8 ($headers) must have scalar or null values, resource given for "a"
ValueError: Supervisor\Pool::submit(): Argument #8 ($headers) must have scalar or null values, Closure given for "a"
TypeError: Supervisor\Pool::submit(): Argument #8 ($headers) must be of type array, null given
Error: Unknown named parameter $retries
ArgumentCountError: Supervisor\Pool::submit() expects at most 8 arguments, 9 given
none stopped
ValueError: Supervisor\Pool::submit(): Argument #8 ($headers) must not be larger than N bytes once they are serialized
none
