--TEST--
submitAll() that throws frees what it has read: also the key of all, when the key of a payload is bad
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn (Job $job) => null, workers: 1);
$throws = [
    fn (int $i) => $pool->submitAll((fn () => yield [] => 1)(), unique: str_repeat('k', 200) . $i),
    fn (int $i) => $pool->submitAll([1, fn () => 1], unique: str_repeat('k', 200) . $i),
    fn (int $i) => $pool->submitAll([1, 2], unique: fn ($v) => $v === 1 ? str_repeat('k', 200) . $i : str_repeat('k', 256)),
    fn (int $i) => $pool->submitAll([1, fn () => 1], unique: fn ($v) => str_repeat('k', 200) . $i),
];
foreach ($throws as $throw) {
    for ($i = 0; $i < 300; $i++) {
        if ($i === 100) {
            $before = memory_get_usage();
        }
        try {
            $throw($i);
        } catch (ValueError $e) {
        }
    }
    $more = memory_get_usage() - $before;
    echo substr($e->getMessage(), 0, 70), ': ', $more < 4096 ? 'ok' : "$more bytes of 200 calls are left", "\n";
}
?>
--EXPECT--
Supervisor\Pool::submitAll(): Argument #1 ($payloads) must have keys t: ok
Supervisor\Pool::submitAll(): Argument #1 ($payloads) must be made of : ok
Supervisor\Pool::submitAll(): Argument #7 ($unique) must be 1 to 255 b: ok
Supervisor\Pool::submitAll(): Argument #1 ($payloads) must be made of : ok
