--TEST--
Bad arguments of map()
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Loop, Pool, Worker};

$pool = new Pool(fn (Job $job) => $job->payload, workers: 1);
foreach ([fn () => $pool->map(), fn () => $pool->map(5), fn () => $pool->map('abc'), fn () => $pool->map(new stdClass), fn () => $pool->map([], window: -1), fn () => $pool->map([], window: 1000001),
    fn () => $pool->map([], ordered: []), fn () => $pool->map([], name: ''), fn () => $pool->map([], name: str_repeat('x', 256)), fn () => $pool->map([], name: "a\nb"), fn () => $pool->map([], timeOut: 1)] as $call) {
    echo thrown($call), "\n";
}
echo $pool->status()->slots[0]->state->value, ' ', counters($pool, 0), "\n";
$loop = new Pool(new Loop(fn (Worker $w) => 1), workers: 1);
echo thrown(fn () => $loop->map([1])), "\n";
?>
--EXPECTF--
ArgumentCountError: Supervisor\Pool::map() expects at least 1 argument, 0 given
TypeError: Supervisor\Pool::map(): Argument #1 ($payloads) must be of type Traversable|array, int given
TypeError: Supervisor\Pool::map(): Argument #1 ($payloads) must be of type Traversable|array, string given
TypeError: Supervisor\Pool::map(): Argument #1 ($payloads) must be of type Traversable|array, stdClass given
ValueError: Supervisor\Pool::map(): Argument #3 ($window) must be between 0 and 1000000, -1 given
ValueError: Supervisor\Pool::map(): Argument #3 ($window) must be between 0 and 1000000, 1000001 given
TypeError: Supervisor\Pool::map(): Argument #2 ($ordered) must be of type bool, array given
ValueError: Supervisor\Pool::map(): Argument #4 ($name) must be 1 to 255 bytes long, 0 given
ValueError: Supervisor\Pool::map(): Argument #4 ($name) must be 1 to 255 bytes long, 256 given
ValueError: Supervisor\Pool::map(): Argument #4 ($name) must not contain control characters, byte 10 given at offset 1
Error: Unknown named parameter $timeOut
stopped none
Supervisor\StateError: Pool::map() cannot be called: the work of pool "default" is a Loop, which fetches its own jobs
