--TEST--
Bad delay, priority, maxAttempts and unique are named, with what was given and what is allowed; nothing is queued
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Loop, Pool};

$pool = new Pool(fn () => 1, workers: 1);
foreach ([['delay' => -0.1], ['delay' => NAN], ['delay' => 31536001], ['priority' => -129], ['priority' => 128], ['maxAttempts' => 0], ['maxAttempts' => 65536],
    ['unique' => ''], ['unique' => str_repeat('k', 256)], ['unique' => []]] as $bad) {
    echo thrown(fn () => $pool->submit(1, ...$bad)), "\n";
    if (str_replace('submitAll', 'submit', $all = thrown(fn () => $pool->submitAll([1], ...$bad))) !== thrown(fn () => $pool->submit(1, ...$bad))) {
        echo $all, "\n";
    }
}
echo thrown(fn () => $pool->submitAll(5)), "\n", thrown(fn () => $pool->submitAll()), "\n";
echo thrown(fn () => $pool->map([1], maxAttempts: 0)), "\n", thrown(fn () => $pool->map([1], timeout: -1)), "\n", thrown(fn () => $pool->map([1], unique: 'k')), "\n";
echo counters($pool, 0), ' ', $pool->status()->slots[0]->state->value, "\n";
echo thrown(fn () => (new Pool(new Loop(fn () => 1)))->submitAll([1])), "\n";
var_dump($pool->submit(1, delay: 0, priority: -128, maxAttempts: 65535, unique: str_repeat('k', 255))->await(), $pool->submit(1, null, 0.0, 127, null, null, null, [])->await());
$pool->stop();
echo thrown(fn () => $pool->submitAll([1])), "\n";
?>
--EXPECTF--
ValueError: Supervisor\Pool::submit(): Argument #3 ($delay) must be between 0 and 31536000 seconds, -0.1 given
ValueError: Supervisor\Pool::submit(): Argument #3 ($delay) must be between 0 and 31536000 seconds, NAN given
ValueError: Supervisor\Pool::submit(): Argument #3 ($delay) must be between 0 and 31536000 seconds, 31536001 given
ValueError: Supervisor\Pool::submit(): Argument #4 ($priority) must be between -128 and 127, -129 given
ValueError: Supervisor\Pool::submit(): Argument #4 ($priority) must be between -128 and 127, 128 given
ValueError: Supervisor\Pool::submit(): Argument #5 ($maxAttempts) must be between 1 and 65535, 0 given
ValueError: Supervisor\Pool::submit(): Argument #5 ($maxAttempts) must be between 1 and 65535, 65536 given
ValueError: Supervisor\Pool::submit(): Argument #7 ($unique) must be 1 to 255 bytes long, 0 given
ValueError: Supervisor\Pool::submit(): Argument #7 ($unique) must be 1 to 255 bytes long, 256 given
TypeError: Supervisor\Pool::submit(): Argument #7 ($unique) must be of type ?string, array given
TypeError: Supervisor\Pool::submitAll(): Argument #7 ($unique) must be of type Closure|string|null, array given
TypeError: Supervisor\Pool::submitAll(): Argument #1 ($payloads) must be of type %s, int given
ArgumentCountError: Supervisor\Pool::submitAll() expects at least 1 argument, 0 given
ValueError: Supervisor\Pool::map(): Argument #5 ($maxAttempts) must be between 1 and 65535, 0 given
ValueError: Supervisor\Pool::map(): Argument #6 ($timeout) must be between 0 and 31536000 seconds, -1 given
Error: Unknown named parameter $unique
none stopped
Supervisor\StateError: Pool::submitAll() cannot be called: the work of pool "default" is a Loop, which fetches its own jobs
int(1)
int(1)
Supervisor\StateError: Pool::submitAll() cannot be called: pool "default" was stopped; make a new one
