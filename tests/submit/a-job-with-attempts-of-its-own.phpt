--TEST--
submit(maxAttempts:) and map(maxAttempts:) count instead of the pool's
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\Pool;

$pool = new Pool(fn () => throw new Exception('no'), workers: 1, maxAttempts: 3, backoff: 0);
$usual = $pool->submit(1);
$once = $pool->submit(1, maxAttempts: 1);
$often = $pool->submit(1, maxAttempts: 7);
$all = $pool->submitAll([1, 1], maxAttempts: 2);
$pool->wait();
echo "$usual->attempt $once->attempt $often->attempt {$all[0]->attempt} {$all[1]->attempt}";
foreach ($pool->map([1], maxAttempts: 4) as $job) {
    echo " $job->attempt\n";
}
echo counters($pool, 6), "\n";
?>
--EXPECTF--
3 1 7 2 2 4
failed=6
