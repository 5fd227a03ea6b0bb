--TEST--
A partial line of a worker that ends does not run into the first line of the next one
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Log, Loop, Master, Output, Pool, Rotate, Worker, WorkerExit};

require dirname(__DIR__) . '/helper.inc';

$file = temp_dir() . '/app.log';
$pool = new Pool(function (Job $job) {
    echo 'first', "\nlast of $job->payload";
}, workers: 1, maxJobs: 1, output: Output::file($file));
foreach (range(1, 20) as $i) {
    $pool->submit($i);
}
$pool->wait();
$pool->stop();
$want = [];
foreach (range(1, 20) as $i) {
    array_push($want, 'first', "last of $i");
}
var_dump(lines($file) === $want);
?>
--EXPECT--
bool(true)
