--TEST--
Timers of every() are not called any more once all pools stop, so one that submits does not make run() throw
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Log, Master, Pool};

$dir = temp_dir();
$pool = new Pool(function (Job $job) use ($dir) {
    if ($job->payload === 1) {
        posix_kill(posix_getppid(), SIGTERM);
        wait_until(fn () => $job->stopping());
        // Time for timers that should not be there.
        wait_until(fn () => false, 0.2);
    }
}, workers: 1);
$master = new Master([$pool], Log::None);
$calls = 0;
$master->every(0.005, function () use ($pool, &$calls) {
    $pool->submit(++$calls);
});
var_dump($master->run(), $calls > 0, $pool->status()->done >= 1);
?>
--EXPECT--
int(0)
bool(true)
bool(true)
