--TEST--
pclose() of the master gets the status of its process while a pool runs
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/pool.inc';

$pool = busy_pool();
$pipe = popen('exit 5', 'r');
$pool->wait();
echo pclose($pipe), "\n";
report($pool);
?>
--EXPECT--
5
done 40, failed 20, signaled 20, lost 0
