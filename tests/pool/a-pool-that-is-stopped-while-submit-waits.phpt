--TEST--
A pool that a callback stops while submit() waits for room: StateError, and nothing is queued
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool};

$pool = new Pool(fn (Job $job) => $job->payload, workers: 1, maxQueue: 1);
$pool->on(Event::WorkerReady, fn () => $pool->stop());
$submitted = 0;
echo thrown(function () use ($pool, &$submitted) { for (;;) { $pool->submit(1); $submitted++; } }), "\n";
$pool->stop();
$s = $pool->status();
var_dump($s->done + $s->cancelled === $submitted, $s->queued + $s->reserved + $s->running);
no_cycles();
?>
--EXPECTF--
Supervisor\StateError: %Spool "default" was stopped%s
bool(true)
int(0)
