--TEST--
Delayed jobs become ready in the order of their times, and those of the same time in the order in which they were submitted
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\Pool;

$ran = temp_dir() . '/ran';
$pool = new Pool(fn ($job) => note($ran, (string) $job->payload), workers: 1);
$pool->submitAll(range(101, 200), delay: 0.1);
$pool->submitAll(range(1, 100), delay: 0.05);
$pool->wait();
var_dump(lines($ran) === array_map(strval(...), range(1, 200)));
?>
--EXPECT--
bool(true)
