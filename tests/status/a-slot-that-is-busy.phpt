--TEST--
SlotStatus of a worker that runs a job
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$running = temp_dir() . '/running';
$pool = new Pool(function (Job $job) use ($running) { if ($job->attempt === 1) { throw new Exception; } touch($running); wait_until(fn () => $job->stopping(), 60); }, name: 'busy', workers: 1, backoff: 0);
$job = $pool->submit(1, 'a name');
$waits = $pool->submit(2);
serve_until($pool, fn () => is_file($running));
$s = $pool->status();
$slot = $s->slots[0];
var_dump($slot->state, $slot->job === $job->id, $slot->label, $slot->attempt, $slot->runningFor > 0, $slot->uptime >= $slot->runningFor, $slot->pid > 0, $slot->spawn, $slot->failures, $slot->restartIn, $slot->jobs >= 1,
    $slot->memory > 1 << 20, $slot->peakMemory >= $slot->memory / 2, $slot->cpuTime >= 0, $slot->slot, $slot->pool);
var_dump($s->running, $s->retried >= 1, $s->oldest === null || $s->oldest >= 0);
$pool->stop();
var_dump($pool->status()->slots[0]->state);
?>
--EXPECT--
enum(Supervisor\SlotState::Busy)
bool(true)
string(6) "a name"
int(2)
bool(true)
bool(true)
bool(true)
int(1)
int(0)
NULL
bool(true)
bool(true)
bool(true)
bool(true)
int(0)
string(4) "busy"
int(1)
bool(true)
bool(true)
enum(Supervisor\SlotState::Stopped)
