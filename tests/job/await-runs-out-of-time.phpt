--TEST--
await() throws AwaitTimeout when its time is over, and the job goes on
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{AwaitTimeout, Pool, SupervisorException};

$go = temp_dir() . '/go';
$pool = new Pool(function () use ($go) { wait_until(fn () => is_file($go), 60); return 'done'; }, workers: 1);
$job = $pool->submit(1);
$before = microtime(true);
$e = null;
try {
    $job->await(0.05);
} catch (AwaitTimeout $e) {
}
$took = microtime(true) - $before;
var_dump($e instanceof RuntimeException, $e instanceof SupervisorException, $took >= 0.05);
echo $e->getMessage(), "\n";
echo thrown(fn () => $job->await(0)), "\n";
echo thrown(fn () => $job->result()), "\n";
touch($go);
var_dump($job->await(), $job->await(0), $job->result());
?>
--EXPECTF--
bool(true)
bool(true)
bool(true)
the job is not settled after 0.05 seconds
Supervisor\AwaitTimeout: the job is not settled after 0 seconds
Supervisor\StateError: the job is not settled, it is %s; await() waits for it
string(4) "done"
string(4) "done"
string(4) "done"
