--TEST--
A handler that the script has for the signal of a crash stays in its workers
--EXTENSIONS--
supervisor
posix
pcntl
--FILE--
<?php
require __DIR__ . '/trace.inc';

use Supervisor\{Job, Pool};

pcntl_async_signals(true);
pcntl_signal(SIGABRT, function () { $GLOBALS['got'] = true; });
$pool = new Pool(function (Job $job) {
    $GLOBALS['got'] = false;
    posix_kill(getmypid(), SIGABRT);
    return $GLOBALS['got'];
}, workers: 1);
var_dump($pool->submit(1)->await());
?>
--EXPECT--
bool(true)
