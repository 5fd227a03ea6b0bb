--TEST--
A payload larger than supervisor.max_frame is refused at submit(), one that just fits travels
--EXTENSIONS--
supervisor
--INI--
supervisor.max_frame=4096
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn (Job $job) => strlen(is_string($job->payload) ? $job->payload : $job->payload[0]), workers: 1);
var_dump($pool->submit(str_repeat('x', 4096))->await());
echo thrown(fn () => $pool->submit(str_repeat('x', 4097))), "\n";
$overhead = strlen(serialize([str_repeat('x', 4000)])) - 4000;
var_dump($pool->submit([str_repeat('x', 4096 - $overhead)])->await() === 4096 - $overhead);
echo thrown(fn () => $pool->submit([str_repeat('x', 4097 - $overhead)])), "\n";
echo counters($pool, 2), "\n";
?>
--EXPECT--
int(4096)
ValueError: Supervisor\Pool::submit(): Argument #1 ($payload) must not be larger than supervisor.max_frame (4096 bytes) once it is serialized
bool(true)
ValueError: Supervisor\Pool::submit(): Argument #1 ($payload) must not be larger than supervisor.max_frame (4096 bytes) once it is serialized
done=2
