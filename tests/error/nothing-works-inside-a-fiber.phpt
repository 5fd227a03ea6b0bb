--TEST--
Inside a Fiber a pool cannot be started or served
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Master, Pool};

$pool = new Pool(fn (Job $job) => $job->payload, workers: 1);
$started = new Pool(fn (Job $job) => $job->payload, name: 'started', workers: 1);
$job = $started->submit(1);
$results = $started->map([1]);
$fiber = new Fiber(function () use ($pool, $started, $job, $results) {
    foreach (['start' => fn () => $pool->start(), 'run' => fn () => $pool->run(), 'submit' => fn () => $pool->submit(1), 'map' => fn () => $pool->map([1]), 'tick' => fn () => $pool->tick(), 'wait' => fn () => $started->wait(),
        'submit started' => fn () => $started->submit(1), 'await' => fn () => $job->await(), 'next' => fn () => $results->next(), 'finish' => fn () => $started->finish(), 'Master' => fn () => (new Master([$pool]))->run(), 'run()' => fn () => Supervisor\run($pool)] as $what => $call) {
        echo "$what: ", thrown($call), "\n";
    }
    echo counters($pool, 0), ' ', counters($started) !== 'none' ? 'one' : 'none', "\n";
});
$fiber->start();
var_dump($pool->submit(2)->await(), $job->await());
?>
--EXPECT--
start: Supervisor\StateError: Pool::start() cannot be called here: inside a Fiber
run: Supervisor\StateError: Pool::run() cannot be called here: inside a Fiber
submit: Supervisor\StateError: Pool::submit() cannot be called here: inside a Fiber
map: Supervisor\StateError: Pool::map() cannot be called here: inside a Fiber
tick: Supervisor\StateError: Pool::tick() cannot be called here: inside a Fiber
wait: Supervisor\StateError: Pool::wait() cannot be called here: inside a Fiber
submit started: Supervisor\StateError: Pool::submit() cannot be called here: inside a Fiber
await: Supervisor\StateError: Job::await() cannot be called here: inside a Fiber
next: Supervisor\StateError: Results::next() cannot be called here: inside a Fiber
finish: Supervisor\StateError: Pool::finish() cannot be called here: inside a Fiber
Master: Supervisor\StateError: Master::run() cannot be called here: inside a Fiber
run(): Supervisor\StateError: Supervisor\run() cannot be called here: inside a Fiber
none one
int(2)
int(1)
