--TEST--
A handler of the script for SIGCHLD, set before or after start(), disturbs nothing, and is called
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/pool.inc';

pcntl_async_signals(true);
$calls = 0;
$handler = function () use (&$calls) {
    $calls++;
};
pcntl_signal(SIGCHLD, $handler);
$pool = busy_pool();
report($pool);
echo $calls > 0 ? "called\n" : "not called\n";

pcntl_signal(SIGCHLD, SIG_DFL);
$pool = busy_pool();
$calls = 0;
pcntl_signal(SIGCHLD, $handler);
report($pool);
echo $calls > 0 ? "called\n" : "not called\n";
var_dump(pcntl_signal_get_handler(SIGCHLD) === $handler);
?>
--EXPECT--
done 40, failed 20, signaled 20, lost 0
called
done 40, failed 20, signaled 20, lost 0
called
bool(true)
