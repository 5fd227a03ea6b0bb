--TEST--
What the handler returns is the result of the job
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn (Job $job) => ['got' => $job->payload], workers: 1);
$job = $pool->submit('a');
var_dump($job->await());
var_dump($job->result(), $job->state(), $job->failure());
var_dump($pool->submit(null)->await());
echo counters($pool, 2), "\n";
?>
--EXPECT--
array(1) {
  ["got"]=>
  string(1) "a"
}
array(1) {
  ["got"]=>
  string(1) "a"
}
enum(Supervisor\JobState::Done)
NULL
array(1) {
  ["got"]=>
  NULL
}
done=2
