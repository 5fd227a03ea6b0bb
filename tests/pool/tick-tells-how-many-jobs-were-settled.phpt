--TEST--
tick() serves for so long, and tells how many jobs of this pool were settled
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, JobState, Pool, Reject};

$pool = new Pool(fn (Job $job) => $job->payload === 'bad' ? throw new Reject : 1, workers: 1);
$other = new Pool(fn () => 1, name: 'other', workers: 1);
var_dump($pool->tick(), $pool->tick(0));
$before = microtime(true);
var_dump($pool->tick(0.03), microtime(true) - $before >= 0.03);
$jobs = [$pool->submit(1), $pool->submit('bad'), $pool->submit(2), $other->submit(3), $other->submit(4)];
$settled = 0;
serve_until($other, fn () => !array_filter($jobs, fn ($job) => !in_array($job->state(), [JobState::Done, JobState::Failed])));
var_dump($pool->tick()); // they were settled in another pool's tick()
$job = $pool->submit(5);
for ($n = 0; $job->state() !== JobState::Done;) {
    $n += $pool->tick(0.01);
}
var_dump($n);
?>
--EXPECT--
int(0)
int(0)
int(0)
bool(true)
int(0)
int(1)
