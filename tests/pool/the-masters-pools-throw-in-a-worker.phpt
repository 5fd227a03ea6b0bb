--TEST--
The master's pools, jobs, results and masters throw StateError in a worker
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Master, Pool};

$other = new Pool(fn (Job $job) => $job->payload, name: 'other', workers: 1);
$job = $other->submit(1);
$results = $other->map([1, 2]);
$master = new Master([$other]);
$pool = new Pool(function () use ($other, $job, $results, $master) {
    $said = [];
    foreach (['submit' => fn () => $other->submit(1), 'start' => fn () => $other->start(), 'run' => fn () => $other->run(), 'tick' => fn () => $other->tick(), 'wait' => fn () => $other->wait(), 'finish' => fn () => $other->finish(),
        'stop' => fn () => $other->stop(), 'map' => fn () => $other->map([1]), 'status' => fn () => $other->status(), 'on' => fn () => $other->on(Event::JobDone, fn () => 1), 'await' => fn () => $job->await(),
        'next' => fn () => $results->next(), 'foreach' => function () use ($results) { foreach ($results as $job) {} }, 'Master::run' => fn () => $master->run(), 'Master::status' => fn () => $master->status(),
        'Master::stop' => fn () => $master->stop(), 'run()' => fn () => Supervisor\run($other)] as $what => $call) {
        $message = thrown($call);
        $said[$what] = preg_match('/^Supervisor\\\\StateError: .*(in a worker|other run\(\))/', $message) ? 'StateError' : $message;
    }
    return $said;
}, workers: 1);
foreach ($pool->submit(1)->await() as $what => $message) {
    echo "$what $message\n";
}
echo $job->await(), ' ', iterator_count($results), ' ', counters($other, 3), "\n"; // nothing of it reached the master
?>
--EXPECT--
submit StateError
start StateError
run StateError
tick StateError
wait StateError
finish StateError
stop StateError
map StateError
status StateError
on StateError
await StateError
next StateError
foreach StateError
Master::run StateError
Master::status StateError
Master::stop StateError
run() StateError
1 2 done=3
