--TEST--
Job::fake() makes a job to test a handler with
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\Job;

$handler = fn (Job $job) => [$job->payload, $job->name, $job->headers, $job->attempt, $job->crashes, $job->pool, $job->id, $job->state()->value, $job->stopping(), $job->failure()];
echo json_encode($handler(Job::fake(['url' => 'x']))), "\n";
echo json_encode($handler(Job::fake(null, name: 'n', headers: ['h' => 1.5], attempt: 65535, crashes: 65535, pool: 'p', id: 'i'))), "\n";
$closure = fn () => 1;
var_dump(Job::fake($closure)->payload === $closure); // it travels nowhere
echo thrown(fn () => Job::fake(1)->await()), "\n", thrown(fn () => Job::fake(1)->result()), "\n";
$value = 'a';
$job = Job::fake($value);
$value = 'b';
echo $job->payload, "\n";
?>
--EXPECT--
[{"url":"x"},null,[],1,0,"default","fake","running",false,null]
[null,"n",{"h":1.5},65535,65535,"p","i","running",false,null]
bool(true)
Supervisor\StateError: Job::await() is for the process that submitted the job, not for the handler that runs it
Supervisor\StateError: Job::result() is for the process that submitted the job, not for the handler that runs it
a
