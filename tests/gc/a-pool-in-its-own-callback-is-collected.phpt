--TEST--
Cycles through closures are collected: a pool in its own callbacks, work, boot, shutdown and backoff, a Job in a property of its listener, a Master in its timer
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Event, Job, Loop, Master, Pool};

require __DIR__ . '/../helper.inc';

final class Listener
{
    public array $jobs = [];
    public ?Pool $pool = null;
    public ?Master $master = null;
}

function cycles(bool $run): array
{
    $listener = new Listener;
    $listener->pool = new Pool(
        function (Job $job) use ($listener) {
            return [$job->payload];
        },
        workers: 1,
        boot: function () use ($listener) {},
        shutdown: function () use ($listener) {},
        backoff: function () use ($listener) {
            return 0.0;
        },
    );
    foreach (Event::cases() as $event) {
        $listener->pool->on($event, function (...$arguments) use ($listener) {
            $listener->jobs[] = $arguments;
        });
    }
    $loop = null;
    $loop = new Pool(new Loop(function () use (&$loop) {}), name: 'loop', workers: 1);
    $listener->master = new Master([$listener->pool], log: function () use ($listener) {});
    $listener->master->every(60, function () use ($listener) {});
    if ($run) {
        $listener->jobs[] = $listener->pool->submit(1);
        $listener->jobs[] = $listener->pool->submit([2]);
        $listener->pool->wait();
        $listener->pool->stop();
        $listener->jobs[] = $listener->pool->status();
    }
    return [WeakReference::create($listener), WeakReference::create($listener->pool), WeakReference::create($loop), WeakReference::create($listener->master)];
}

foreach ([false, true] as $run) {
    $gone = cycles($run);
    var_dump(array_map(fn ($reference) => $reference->get() !== null, $gone) === [true, true, true, true]);
    gc_collect_cycles();
    var_dump(array_map(fn ($reference) => $reference->get() !== null, $gone) === [false, false, false, false]);
}
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
