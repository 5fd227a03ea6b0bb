--TEST--
A handler that runs into memory_limit loses one attempt, with the right reason
--EXTENSIONS--
supervisor
--SKIPIF--
<?php
if (getenv('USE_ZEND_ALLOC') === '0') die('skip memory_limit needs the Zend allocator');
?>
--INI--
display_errors=0
memory_limit=64M
--CAPTURE_STDIO--
STDOUT
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, Job, Pool, WorkerExit};

$pool = new Pool(function (Job $job) {
    if ($job->attempt == 1) {
        $s = 'x';
        while (true) {
            $s .= $s;
        }
    }
    return 'second attempt';
}, workers: 1, backoff: 0);
$pool->on(Event::JobRetry, fn (Job $job, Failure $why) => print("{$why->reason->name} crashes=$job->crashes exit=$why->exitCode\n$why->message\n"));
$pool->on(Event::WorkerExit, fn (WorkerExit $e) => $e->planned || print("{$e->reason->name} $e->exitCode\n"));
echo $pool->submit(1)->await(), "\n", counters($pool, 1), "\n";
?>
--EXPECTF--
OutOfMemory crashes=0 exit=255
Allowed memory size of 67108864 bytes exhausted%s
OutOfMemory 255
second attempt
done=1
