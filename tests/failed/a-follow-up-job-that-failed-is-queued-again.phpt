--TEST--
A follow-up job that has failed is queued again by its id, which has a dot; near misses of that id are no jobs
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool, Reject};

log_to_file();
$pool = new Pool(function (Job $job) {
    $job->name === 'follow-up' ? throw new Reject('no') : $job->submit($job->payload, 'follow-up');
}, workers: 1);
$pool->submit(1);
$pool->wait();
$id = $pool->failed()[0]->id;
[$head, $n] = explode('.', $id);
foreach (["$head.", $head, "$head.0$n", "$head.$n.1", "$head. $n", "$head.4294967297", "$head.99", "$id\0"] as $wrong) {
    $pool->retryFailed($wrong) and print("$wrong is a job\n");
}
var_dump($pool->retryFailed($id), $pool->retryFailed($id));
$pool->wait();
echo $pool->failed()[0]->id === $id ? 'the same id' : 'another id', ', ', counters($pool, 3), "\n";
?>
--EXPECT--
bool(true)
bool(false)
the same id, done=1 failed=2
