--TEST--
scale() up, down and to 0: workers come, go as ScaledDown, and at 0 jobs wait; before start() it is the number to start with
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{ExitReason, Job, Pool};

require __DIR__ . '/../helper.inc';

function slots(Pool $pool): string
{
    $slots = array_map(fn ($slot) => "$slot->slot{$slot->state->value}", $pool->status()->slots);
    sort($slots);
    return implode(' ', $slots) ?: 'none';
}

$log = log_to_file();
$pool = new Pool(fn (Job $job) => $job->payload, workers: 1);
$pool->scale(3);
echo slots($pool), "\n";
$pool->scale(2);
$pool->start();
serve_until_ready($pool);
echo slots($pool), "\n";
$pool->scale(5);
serve_until_ready($pool);
echo slots($pool), "\n";
$pool->scale(5);
$pool->tick(0);
echo slots($pool), "\n";
$pool->scale(1);
serve_until($pool, fn () => count($pool->status()->slots) === 1);
echo slots($pool), ' ', json_encode($pool->status()->recycled), "\n";
foreach ($pool->status()->exits as $exit) {
    $exit->reason === ExitReason::ScaledDown && $exit->planned && $exit->restartIn === null or print(json_encode($exit) . "\n");
}
$pool->scale(0);
serve_until($pool, fn () => !$pool->status()->slots);
echo slots($pool), "\n";
$jobs = array_map($pool->submit(...), range(1, 10));
var_dump($pool->wait(0.3));
echo counters($pool, 10), "\n";
$pool->scale(2);
var_dump($pool->wait(PATIENCE));
serve_until_ready($pool);
echo slots($pool), ' ', counters($pool, 10), "\n";
// Down and up before anything has happened.
$pool->scale(0);
$pool->scale(4);
serve_until($pool, fn () => slots($pool) === '0idle 1idle 2idle 3idle');
echo slots($pool), "\n";
foreach ($pool->map(range(1, 1000)) as $job) {
    $job->result();
}
$pool->stop();
echo counters($pool, 1010), "\n", implode("\n", lines($log));
?>
--EXPECT--
0stopped 1stopped 2stopped
0idle 1idle
0idle 1idle 2idle 3idle 4idle
0idle 1idle 2idle 3idle 4idle
0idle {"scaled_down":4}
none
bool(false)
queued=10
bool(true)
0idle 1idle done=10
0idle 1idle 2idle 3idle
done=1010
