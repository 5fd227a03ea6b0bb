--TEST--
maxQueue does not hold back jobs that handlers submit: a full queue would hold the workers that could empty it
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(function (Job $job) {
    for ($i = 0; $i < $job->payload; $i++) {
        $job->submit(0);
    }
}, workers: 2, maxQueue: 1);
for ($i = 0; $i < 10; $i++) {
    $pool->submit(20);
}
$pool->wait();
echo counters($pool, 210), "\n";
?>
--EXPECT--
done=210
