--TEST--
A job that waits for its retry holds its key; while submit() waits for room, the key may be taken by a callback
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, JobState, Pool};

$dir = temp_dir();
$pool = new Pool(fn ($job) => match ($job->payload) {
    'bad' => throw new Exception('no'),
    'gate' => wait_until(fn () => is_file("$dir/open")),
    default => null,
}, workers: 1, backoff: 3600, maxQueue: 1);
$bad = $pool->submit('bad', unique: 'k');
serve_until($pool, fn () => $bad->state() === JobState::Delayed);
var_dump($pool->submit('other', unique: 'k') === $bad, $bad->failure()->message);

/* The queue is full until the first job has ended, which it may once submit() has looked who has the key. */
class Opens
{
    function __serialize(): array
    {
        touch(temp_dir() . '/open');
        return [];
    }

    function __unserialize(array $data): void {}
}

$taken = null;
$pool->on(Event::JobDone, function () use ($pool, &$taken) {
    $taken ??= $pool->submit('of the callback', unique: 'w');
});
$gate = $pool->submit('gate');
serve_until($pool, fn () => $gate->state() === JobState::Running);
while ($pool->status()->queued < 1) {
    $pool->submit('fills');
}
$job = $pool->submit(new Opens, unique: 'w');
var_dump($job === $taken, $taken->payload);
no_cycles();
?>
--EXPECT--
bool(true)
string(2) "no"
bool(true)
string(15) "of the callback"
