--TEST--
exec() and system() in the master get the status of their command while a pool runs
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/pool.inc';

$pool = busy_pool();
for ($i = 0; $i < 5; $i++) {
    $pool->tick(0.005);
    exec('sleep 0.01; echo out; exit 9', $out, $status);
    echo $out[$i], ' ', $status, "\n";
}
system('echo system; exit 4', $status);
echo $status, "\n";
report($pool);
?>
--EXPECT--
out 9
out 9
out 9
out 9
out 9
system
4
done 40, failed 20, signaled 20, lost 0
