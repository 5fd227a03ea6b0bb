--TEST--
The memory of large results is used again during a walk, and given back after it
--EXTENSIONS--
supervisor
--SKIPIF--
<?php
if (getenv('USE_ZEND_ALLOC') === '0') die("skip Zend's allocator is off: the sanitizers' allocator never gives the same memory again");
?>
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn (Job $job) => str_repeat('x', 1 << 20), workers: 2);
$walk = function (int $n) use ($pool): int {
    $faults = getrusage()['ru_minflt'];
    foreach ($pool->map(range(1, $n)) as $job) {
        $result = $job->result();
    }
    return getrusage()['ru_minflt'] - $faults;
};
$walk(20);
$before = memory_get_usage();
$faults = $walk(200);
/* New memory costs a page fault for each 4 KiB: 256 a result. */
echo $faults / 200 < 100 ? "few page faults\n" : "$faults page faults\n";
$after = memory_get_usage();
echo $after - $before < 100000 ? "given back\n" : ($after - $before) . " bytes more\n";
?>
--EXPECT--
few page faults
given back
