--TEST--
foreach, array_walk() and ArrayObject see all properties of a Job, and change none
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn () => 1, workers: 1);
$submitted = $pool->submit([1], 'n');
$submitted->await();
foreach ([$submitted, Job::fake([1], 'n')] as $job) {
    foreach ($job as $name => $value) {
        echo $name, ' ';
    }
    echo "\n";
    foreach ($job as $name => &$reference) {
        $reference = 'changed';
    }
    unset($reference);
    array_walk($job, function (&$value) { $value = 'changed'; });
    echo thrown(function () use ($job) { $a = @new ArrayObject($job); $a["name"] = "changed"; }), "\n";
    echo json_encode([$job->payload, $job->name, $job->headers, $job->attempt, $job->crashes, $job->pool]), "\n";
    echo json_encode(array_slice(get_object_vars($job), 1)), "\n";
}
gc_collect_cycles();
?>
--EXPECT--
id pool payload name headers attempt crashes progress note 
InvalidArgumentException: Overloaded object of type Supervisor\Job is not compatible with ArrayObject
[[1],"n",[],1,0,"default"]
{"pool":"default","payload":[1],"name":"n","headers":[],"attempt":1,"crashes":0,"progress":0,"note":""}
id pool payload name headers attempt crashes progress note 
InvalidArgumentException: Overloaded object of type Supervisor\Job is not compatible with ArrayObject
[[1],"n",[],1,0,"default"]
{"pool":"default","payload":[1],"name":"n","headers":[],"attempt":1,"crashes":0,"progress":0,"note":""}
