--TEST--
submit(delay:): the job is Delayed until its time has come, does not count towards maxQueue, and wait() waits for it; one that is cancelled by stop() never runs
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{JobState, Pool};

$pool = new Pool(fn ($job) => $job->payload, workers: 1, maxQueue: 1);
$before = hrtime(true);
$late = $pool->submit('late', delay: 0.2);
$soon = $pool->submit('soon', delay: 0.1);
$more = [];
for ($i = 0; $i < 20; $i++) {
    $more[] = $pool->submit($i, delay: 3600);
}
var_dump($late->state() === JobState::Delayed, $late->failure(), $pool->status()->delayed, $pool->status()->queued);
var_dump($pool->submit('now')->await(), $late->state() === JobState::Delayed);
var_dump($late->await(), (hrtime(true) - $before) / 1e9 >= 0.2, $soon->state() === JobState::Done);
// it has waited since it was due
var_dump($pool->status()->waitTime['max'] < 0.1 * SLOWER, $more[0]->attempt);
var_dump($pool->wait(0.0));
$pool->stop();
echo $more[0]->state()->value, ' ', counters($pool, 23), "\n";
?>
--EXPECT--
bool(true)
NULL
int(22)
int(0)
string(3) "now"
bool(true)
string(4) "late"
bool(true)
bool(true)
bool(true)
int(0)
bool(false)
cancelled done=3 cancelled=20
