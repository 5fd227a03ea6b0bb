--TEST--
submitAll() on a full queue: payloads whose key a job has already need no room, one key of all needs room for one
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool};

$dir = temp_dir();
/* Each job goes on when it may; one that nobody lets go on takes as long as the patience of a test. */
function waits(Job $job): string
{
    global $dir;

    return wait_until(fn () => is_file("$dir/go" . $job->payload) || is_file("$dir/all")) ? 'ok' : 'WAITED IN VAIN';
}

function fills(): array
{
    global $pool;

    $pool = new Pool(waits(...), workers: 1, maxQueue: 10);
    $jobs = [$pool->submit(0, unique: 'k0')];
    serve_until($pool, fn () => $jobs[0]->state()->value === 'running');
    while ($pool->status()->queued < 10) {
        $i = count($jobs);
        $jobs[$i] = $pool->submit($i, unique: "k$i");
    }
    return $jobs;
}

/* How many of the batch are the jobs that had the keys. */
function same(array $batch, array $jobs): int
{
    return count(array_filter(array_keys($batch), fn ($k) => $batch[$k] === ($jobs[$k] ?? null)));
}

function ends(string $what, int $jobs): void
{
    global $pool, $dir;

    touch("$dir/all");
    $pool->wait();
    echo "$what: ", counters($pool, $jobs), "\n";
    array_map(unlink(...), glob("$dir/*"));
}

$key = fn ($v, $k) => "k$k";

/* None needs room. */
$jobs = fills();
var_dump(same($pool->submitAll(array_keys($jobs), unique: $key), $jobs) === count($jobs));
var_dump(same($pool->submitAll(array_keys($jobs), unique: 'k3'), array_fill(0, count($jobs), $jobs[3])) === count($jobs));
var_dump($pool->status()->done, $pool->status()->queued);
ends('held', count($jobs));

/* One does: it waits until the first job has ended, and has made room; the others are still there. */
$jobs = fills();
$batch = $pool->submitAll([100 => 100] + array_slice(array_keys($jobs), 1, preserve_keys: true), unique: function ($v, $k) use ($dir) {
    touch("$dir/go0");
    return "k$k";
});
var_dump(same($batch, $jobs) === count($jobs) - 1, count($batch) === count($jobs), $pool->status()->done, $pool->status()->queued <= 10);
ends('one more', count($jobs) + 1);

/* One key of all that nobody has. */
$jobs = fills();
touch("$dir/go0");
$batch = $pool->submitAll(range(200, 230), unique: 'new');
var_dump(count(array_unique(array_map(spl_object_id(...), $batch))), $pool->status()->queued <= 10, $pool->status()->done);
ends('one key', count($jobs) + 1);

/* Keys become free while it waits: what was counted on is counted again. */
$jobs = fills();
$pool->on(Event::JobDone, fn () => touch("$dir/all"));
$batch = $pool->submitAll(array_keys($jobs) + [100 => 100], unique: function ($v, $k) use ($dir) {
    touch("$dir/go0");
    return "k$k";
});
var_dump(count($batch) === count($jobs) + 1, $pool->status()->queued <= 10, $batch[0] !== $jobs[0]);
$new = count($batch) - same($batch, $jobs);
ends('free meanwhile', count($jobs) + $new);
echo implode(' ', array_unique(array_map(fn ($job) => $job->result(), $batch))), "\n";

/* More than maxQueue, those that are held in between. */
$jobs = fills();
touch("$dir/all");
$batch = $pool->submitAll(array_combine(range(0, 99), range(0, 99)), unique: $key);
$new = count($batch) - same($batch, $jobs);
var_dump(count($batch));
ends('in pieces', count($jobs) + $new);
no_cycles();
?>
--EXPECTF--
bool(true)
bool(true)
int(0)
int(10)
held: done=%d
bool(true)
bool(true)
int(1)
bool(true)
one more: done=%d
int(1)
bool(true)
int(1)
one key: done=%d
bool(true)
bool(true)
bool(true)
free meanwhile: done=%d
ok
int(100)
in pieces: done=%d
