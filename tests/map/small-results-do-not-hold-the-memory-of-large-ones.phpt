--TEST--
A result that is read into the memory of a larger one takes at most twice what it needs, however often that memory was used
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

/* Each a little smaller than the one before it, down to 17 KiB. */
function sizes() {
    for ($i = 0; $i < 12; $i++) {
        for ($size = 4 << 20; $size > 17000; $size = (int) ($size * 0.8)) {
            yield $size;
        }
    }
}
$pool = new Pool(fn (Job $job) => str_repeat('x', $job->payload), workers: 1);
$kept = [];
$bytes = 0;
$before = memory_get_usage();
foreach ($pool->map(sizes(), window: 1) as $job) {
    $result = $job->result();
    if (strlen($result) < 40000) {
        $kept[] = $result;
        $bytes += strlen($result);
    }
    unset($result);
}
unset($job);
$used = memory_get_usage() - $before;
echo count($kept), ' ', $used < 2.2 * $bytes + 100000 ? 'in bounds' : "$bytes bytes in $used", "\n";
?>
--EXPECT--
48 in bounds
