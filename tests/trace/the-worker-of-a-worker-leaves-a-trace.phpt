--TEST--
A pool in a worker gets the traces of its own workers
--EXTENSIONS--
supervisor
posix
pcntl
--FILE--
<?php
require __DIR__ . '/trace.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(function (Job $job) {
    [$exit, $failure] = end_of(fn () => boom());
    return plain($failure->message . "\n" . $exit->trace);
}, workers: 1);
echo $pool->submit(1)->await(), "\n";
?>
--EXPECT--
its worker died of SIGSEGV in boom() at trace.inc
#0 trace.inc: posix_kill()
#1 the-worker-of-a-worker-leaves-a-trace.php(7): boom()
#2 trace.inc: {closure}()
#3 [internal function]: {closure}()
#4 {main}
