--TEST--
A result larger than supervisor.max_frame fails the job as ResultUnsendable, without another run
--EXTENSIONS--
supervisor
--INI--
supervisor.max_frame=4096
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool};

$pool = new Pool(fn (Job $job) => str_repeat('x', $job->payload), workers: 1, backoff: 0);
$pool->on(Event::JobRetry, fn () => print("retry\n"));
var_dump(strlen($pool->submit(4096)->await()));
$job = $pool->submit(4097);
echo thrown(fn () => $job->await()), "\n{$job->failure()->reason->name} $job->attempt\n";
var_dump(strlen($pool->submit(10)->await()));
echo counters($pool, 3), "\n";
?>
--EXPECT--
int(4096)
Supervisor\JobFailed: the handler returned more than supervisor.max_frame (4096 bytes)
ResultUnsendable 1
int(10)
done=2 failed=1
