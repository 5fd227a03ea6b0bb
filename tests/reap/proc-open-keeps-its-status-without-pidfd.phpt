--TEST--
proc_get_status() and proc_close() of the master get the status of their process while a pool runs, also without pidfds
--EXTENSIONS--
supervisor
posix
--INI--
supervisor.pidfd=0
--FILE--
<?php
require __DIR__ . '/pool.inc';

$pool = busy_pool();
$gone = proc_open('exit 5', [], $pipes);
$stays = proc_open('read line; exit 7', [['pipe', 'r']], $pipes);
$pool->wait();
wait_until(function () use ($gone, $pool, &$status) {
    $pool->tick(0.01);
    return !($status = proc_get_status($gone))['running'];
});
echo $status['exitcode'], "\n";
fwrite($pipes[0], "go\n");
$pool->tick(0.05);
echo proc_close($stays), "\n";
report($pool);
?>
--EXPECT--
5
7
done 40, failed 20, signaled 20, lost 0
