--TEST--
null, bool, int, float and string travel both ways
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn (Job $job) => $job->payload, workers: 1);
$values = [null, false, true, 0, -1, PHP_INT_MAX, PHP_INT_MIN, 0.0, 0.1, -1.5, PHP_FLOAT_MAX, PHP_FLOAT_MIN, PHP_FLOAT_EPSILON, INF, -INF,
    '', '0', 'text', "a\0b", "\xff\xfe", "\r\n", random_bytes(300), implode(array_map('chr', range(0, 255)))];
foreach ($values as $i => $value) {
    $job = $pool->submit($value);
    if ($job->await() !== $value || $job->payload !== $value) {
        echo "number $i came back as ", var_export($job->result(), true), "\n";
    }
}
$minus = $pool->submit(-0.0)->await();
var_dump(fdiv(1, $minus), is_nan($pool->submit(NAN)->await()));
echo counters($pool, count($values) + 2), "\n";
?>
--EXPECT--
float(-INF)
bool(true)
done=25
