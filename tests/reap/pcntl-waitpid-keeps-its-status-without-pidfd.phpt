--TEST--
pcntl_waitpid() for a child that the master forked gets its status while a pool runs, also without pidfds
--ENV--
ASAN_OPTIONS=detect_leaks=0
--EXTENSIONS--
supervisor
posix
--INI--
supervisor.pidfd=0
--FILE--
<?php
require __DIR__ . '/pool.inc';

$pool = busy_pool();
$pid = pcntl_fork();
if ($pid === 0) {
    // It ends through PHP's shutdown, where the pool of its parent is not its own.
    exit(6);
}
$pool->wait();
wait_until(fn () => process_state($pid) === 'Z');
$pool->tick(0.05);
var_dump(pcntl_waitpid($pid, $status) === $pid, pcntl_wexitstatus($status));
report($pool);
?>
--EXPECT--
bool(true)
int(6)
done 40, failed 20, signaled 20, lost 0
