--TEST--
A failure with a long message and trace is told although supervisor.max_frame is small
--EXTENSIONS--
supervisor
--INI--
supervisor.max_frame=1024
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn (Job $job) => throw new Exception(str_repeat('m', 100000), 1, new Exception(str_repeat('n', 100000))), workers: 1, maxAttempts: 1);
$job = $pool->submit(1);
$pool->wait();
var_dump($job->failure()->reason->name, strlen($job->failure()->message) > 1024, $job->failure()->previous->message[0]);
echo counters($pool, 1), ' restarts=', $pool->status()->restarts, "\n";
?>
--EXPECT--
string(9) "Exception"
bool(true)
string(1) "n"
failed=1 restarts=0
