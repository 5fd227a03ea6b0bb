--TEST--
An exception of a callback leaves the method that serves; the pool goes on. Out of run() it comes after the workers are stopped
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool};

$pool = new Pool(fn (Job $job) => $job->payload, workers: 1);
$throw = true;
$pool->on(Event::JobDone, function () use (&$throw) { if ($throw) { throw new DomainException('from a callback'); } });
$job = $pool->submit(1);
foreach ([fn () => $job->await(), fn () => $pool->submit(2)->await(), fn () => serve_until($pool, fn () => false), function () use ($pool) { foreach ($pool->map([3]) as $job) {} }] as $i => $call) {
    if ($i === 2) {
        $pool->submit('tick');
    }
    echo thrown($call), "\n";
}
$throw = false;
var_dump($pool->submit(5)->await());
$throw = true;
$pool->submit(6);
$pid = $pool->status()->slots[0]->pid;
echo thrown(fn () => $pool->run()), "\n";
var_dump(alive($pid), $pool->status()->slots[0]->pid);
$s = $pool->status();
echo $s->queued + $s->reserved + $s->running + $s->delayed, "\n";
?>
--EXPECT--
DomainException: from a callback
DomainException: from a callback
DomainException: from a callback
DomainException: from a callback
int(5)
DomainException: from a callback
bool(false)
int(0)
0
