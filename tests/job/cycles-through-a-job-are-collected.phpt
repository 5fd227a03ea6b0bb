--TEST--
Cycles through jobs, pools and closures are collected
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Pool};

function cycle(): WeakReference
{
    $holder = new stdClass;
    $pool = new Pool(function () use ($holder) { return 1; }, workers: 1, backoff: function () use ($holder) { return 0; });
    $pool->on(Event::JobDone, function () use ($holder) {});
    $holder->job = $pool->submit(1);
    $holder->job->await();
    $holder->pool = $pool;
    $holder->results = $pool->map([$holder->job->result()]);
    foreach ($holder->results as $job) {
        $holder->mapped = $job;
    }
    return WeakReference::create($holder);
}
$ref = cycle();
gc_collect_cycles();
gc_collect_cycles();
var_dump($ref->get());
?>
--EXPECT--
NULL
