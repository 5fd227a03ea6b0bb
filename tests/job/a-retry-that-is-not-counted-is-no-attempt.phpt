--TEST--
A Retry that is not counted costs no attempt
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool, Retry};

$runs = temp_dir() . '/runs';
$pool = new Pool(function (Job $job) use ($runs) {
    note($runs, "attempt $job->attempt");
    if (count(lines($runs)) < 6) {
        throw new Retry(0, counted: false);
    }
    throw new Exception('counted');
}, workers: 1, maxAttempts: 2, backoff: 0);
$job = $pool->submit(1);
$pool->wait();
print_r(array_count_values(lines($runs)));
echo "$job->attempt ", counters($pool, 1), "\n";
?>
--EXPECT--
Array
(
    [attempt 1] => 6
    [attempt 2] => 1
)
2 failed=1
