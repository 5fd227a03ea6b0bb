--TEST--
A job that waits for its retry holds its key; while submit() waits for room, the key may be taken by a callback
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, JobState, Pool};

$pool = new Pool(fn ($job) => $job->payload === 'bad' && $job->attempt < 2 ? throw new Exception('no') : $job->payload, workers: 1, backoff: 3600, maxQueue: 1);
$bad = $pool->submit('bad', unique: 'k');
serve_until($pool, fn () => $bad->state() === JobState::Delayed);
var_dump($pool->submit('other', unique: 'k') === $bad, $bad->failure()->message);

$taken = null;
$pool->on(Event::JobDone, function () use ($pool, &$taken) {
    $taken ??= $pool->submit('of the callback', unique: 'w');
});
$pool->submit(1);
$pool->submit(2);
while (!$taken) { // until one had to wait for room
    $job = $pool->submit('waited', unique: 'w');
    if (!$taken) {
        $job->await();
    }
}
var_dump($taken->payload);
no_cycles();
?>
--EXPECT--
bool(true)
string(2) "no"
string(15) "of the callback"
