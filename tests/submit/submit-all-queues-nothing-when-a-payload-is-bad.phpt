--TEST--
submitAll(): all payloads are read before one is queued, so a bad one, an exception of the generator or a bad key leaves nothing behind
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\Pool;

class Unwilling
{
    public function __serialize(): array
    {
        throw new LogicException('of serialize');
    }
}

$pool = new Pool(fn ($job) => $job->payload, workers: 1);
foreach ([
    fn () => $pool->submitAll([1, 2, fn () => 3]),
    fn () => $pool->submitAll([1, 2, STDIN], delay: 1),
    fn () => $pool->submitAll((function () { yield 1; throw new LogicException('in the middle'); })()),
    fn () => $pool->submitAll((function () { yield 1; yield 1.5 => 2; })()),
    fn () => $pool->submitAll((function () { yield [] => 2; })()),
    fn () => $pool->submitAll([1, 2], unique: fn ($payload, $key) => $key ? '' : 'k'),
    fn () => $pool->submitAll([1, 2], unique: fn ($payload, $key) => $key ? 5 : 'k'),
    fn () => $pool->submitAll([1, 2], unique: fn ($payload, $key) => $key ? throw new LogicException('of the closure') : 'k'),
    fn () => $pool->submitAll([1, new Unwilling]),
] as $call) {
    echo thrown($call), "\n", counters($pool, 0), "\n";
}
var_dump($pool->submit('k', unique: 'k')->await());

// stopped by what it reads
echo thrown(fn () => $pool->submitAll((function () use ($pool) { yield 1; $pool->stop(); yield 2; })())), "\n", counters($pool, 1), "\n";
?>
--EXPECT--
ValueError: Supervisor\Pool::submitAll(): Argument #1 ($payloads) must be made of values that can be sent to another process, Closure given
none
ValueError: Supervisor\Pool::submitAll(): Argument #1 ($payloads) must be made of values that can be sent to another process, resource (stream) given
none
LogicException: in the middle
none
ValueError: Supervisor\Pool::submitAll(): Argument #1 ($payloads) must have keys that are int or string, float given
none
ValueError: Supervisor\Pool::submitAll(): Argument #1 ($payloads) must have keys that are int or string, array given
none
ValueError: Supervisor\Pool::submitAll(): Argument #7 ($unique) must be 1 to 255 bytes long, 0 given
none
TypeError: Supervisor\Pool::submitAll(): Argument #7 ($unique) must return ?string, int returned
none
LogicException: of the closure
none
LogicException: of serialize
none
string(1) "k"
Supervisor\StateError: pool "default" was stopped while it had no room for the job
done=1
