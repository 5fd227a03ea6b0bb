--TEST--
Bad arguments of Job::await()
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\Pool;

$pool = new Pool(fn () => 1, workers: 1);
$job = $pool->submit(1);
foreach ([-1, -0.001, NAN, INF, -INF, 31536001.0, 'x', []] as $timeout) {
    echo thrown(fn () => $job->await($timeout)), "\n";
}
echo thrown(fn () => $job->await(seconds: 1)), "\n";
echo thrown(fn () => $job->result(1)), "\n";
var_dump($job->await(null));
?>
--EXPECTF--
ValueError: Supervisor\Job::await(): Argument #1 ($timeout) must be between 0 and 31536000 seconds, -1 given
ValueError: Supervisor\Job::await(): Argument #1 ($timeout) must be between 0 and 31536000 seconds, -0.001 given
ValueError: Supervisor\Job::await(): Argument #1 ($timeout) must be between 0 and 31536000 seconds, NAN given
ValueError: Supervisor\Job::await(): Argument #1 ($timeout) must be between 0 and 31536000 seconds, INF given
ValueError: Supervisor\Job::await(): Argument #1 ($timeout) must be between 0 and 31536000 seconds, -INF given
ValueError: Supervisor\Job::await(): Argument #1 ($timeout) must be between 0 and 31536000 seconds, 31536001 given
TypeError: Supervisor\Job::await(): Argument #1 ($timeout) must be of type ?float, string given
TypeError: Supervisor\Job::await(): Argument #1 ($timeout) must be of type ?float, array given
Error: Unknown named parameter $seconds
ArgumentCountError: Supervisor\Job::result() expects exactly 0 arguments, 1 given
int(1)
