--TEST--
submit() starts the pool and writes at once when a worker is free: the job runs though no other method is called
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$dir = temp_dir();
$pool = new Pool(fn (Job $job) => touch($job->payload), workers: 1);
$pool->submit("$dir/first");
// the worker boots, and only a served pool learns of that: serve it once
$pool->wait();
$pool->submit("$dir/second");
var_dump(wait_until(fn () => is_file("$dir/second")));
?>
--EXPECT--
bool(true)
