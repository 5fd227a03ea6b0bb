--TEST--
submit(unique:): while the job with that key is delayed, queued, reserved or running, that job is returned; a settled one, also a failed or cancelled one, frees its key
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{JobState, Pool};

function sorted(array $lines): array
{
    sort($lines);
    return $lines;
}

$dir = temp_dir();
$pool = new Pool(function ($job) use ($dir) {
    note("$dir/ran", "$job->payload");
    if ($job->payload === 'gate') {
        wait_until(fn () => is_file("$dir/open"));
    }
    if ($job->payload === 'bad') {
        throw new Exception('bad');
    }
    return $job->payload;
}, workers: 1, maxAttempts: 1);

$gate = $pool->submit('gate', unique: 'k');
serve_until($pool, fn () => $gate->state() === JobState::Running);
var_dump($pool->submit('other', unique: 'k') === $gate); // running
$queued = $pool->submit('queued', unique: 'q', priority: 3);
var_dump($pool->submit('other', unique: 'q', priority: -3, delay: 100) === $queued, $queued->state()); // as it is
$delayed = $pool->submit('delayed', unique: 'd', delay: 3600);
var_dump($pool->submit('other', unique: 'd') === $delayed, $delayed->state());
var_dump($pool->submit('x', unique: "k\0") !== $gate, $pool->submit('y', unique: 'K') !== $gate); // keys are bytes

// the object may be gone: its job is not
$id = $pool->submit('gone', unique: 'g')->id;
var_dump($pool->submit('other', unique: 'g')->id === $id);

touch("$dir/open");
var_dump($gate->await(), $pool->submit('again', unique: 'k')->await());
$bad = $pool->submit('bad', unique: 'b');
serve_until($pool, fn () => $bad->state() === JobState::Failed);
var_dump($pool->submit('better', unique: 'b')->await());
echo counters($pool, 9), "\n";
$pool->stop();
echo $delayed->state()->value, "\n", implode(' ', sorted(lines("$dir/ran"))), "\n";
// keys are the pool's own
$other = new Pool(fn ($job) => $job->payload, workers: 1);
$a = $other->submit('a', unique: 'k');
var_dump($other->submit('b', unique: 'k') === $a, $a->await());
?>
--EXPECT--
bool(true)
bool(true)
enum(Supervisor\JobState::Queued)
bool(true)
enum(Supervisor\JobState::Delayed)
bool(true)
bool(true)
bool(true)
string(4) "gate"
string(5) "again"
string(6) "better"
delayed=1 done=7 failed=1
cancelled
again bad better gate gone queued x y
bool(true)
string(1) "a"
