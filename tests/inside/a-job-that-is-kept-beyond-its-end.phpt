--TEST--
A Job that a handler keeps beyond its end tells nothing of the next one, is never cancelled and submits nothing
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(function (Job $job) {
    static $kept;
    if (!$kept) {
        $job->progress(0.25, 'mine');
        $kept = $job;
        return;
    }
    $job->progress(0.5, 'the second');
    $kept->progress(0.75, 'the first, late');
    $kept->extend(10);
    return [$kept->cancelled(), thrown(fn () => $kept->submit('late')), $kept->progress, $kept->note, $job->progress];
}, workers: 1);
$first = $pool->submit(1);
$second = $pool->submit(2);
echo json_encode($second->await()), "\n";
echo json_encode([$first->progress, $first->note, $second->progress, $second->note]), "\n", counters($pool, 2), "\n";
?>
--EXPECT--
[false,"Supervisor\\StateError: Job::submit() cannot be called: the attempt of this job is over",0.25,"mine",0.5]
[0.25,"mine",0.5,"the second"]
done=2
