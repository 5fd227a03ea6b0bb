--TEST--
await(0) gives the result that is there, or AwaitTimeout at once
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{AwaitTimeout, Job, Pool};

$pool = new Pool(function (Job $job) { wait_until(fn () => is_file($job->payload), 60); return 'ok'; }, workers: 1);
$go = temp_dir() . '/go';
$job = $pool->submit($go);
$before = microtime(true);
echo thrown(fn () => $job->await(0)), "\n";
var_dump(microtime(true) - $before < 2);
touch($go);
// the result arrives: await(0) has to see it although it never waits
$result = null;
var_dump(wait_until(function () use ($job, &$result) {
    try {
        $result = $job->await(0);
    } catch (AwaitTimeout) {
        return false;
    }
    return true;
}), $result);
?>
--EXPECT--
Supervisor\AwaitTimeout: the job is not settled after 0 seconds
bool(true)
bool(true)
string(2) "ok"
