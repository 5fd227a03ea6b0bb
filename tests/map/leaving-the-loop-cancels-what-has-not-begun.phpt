--TEST--
Leaving the loop early cancels what has not begun
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool};

$go = temp_dir() . '/go';
$ran = temp_dir() . '/ran';
$pool = new Pool(function (Job $job) use ($go, $ran) {
    note($ran, (string) $job->payload);
    if ($job->payload > 0) {
        wait_until(fn () => is_file($go), 60);
    }
    return $job->payload;
}, workers: 1);
$told = [];
$pool->on(Event::JobDone, function (Job $job) use (&$told) { $told[] = $job->payload; });
$read = 0;
foreach ($pool->map((function () use (&$read) { for ($i = 0; $i < 1000; $i++) { $read++; yield $i; } })(), window: 50) as $job) {
    break;
}
unset($job);
$status = $pool->status();
var_dump($status->cancelled > 40, $status->done, $status->queued, $status->done + $status->cancelled + $status->running + $status->reserved === $read);
touch($go);
$pool->wait();
echo count(lines($ran)) <= 3 ? 'few ran' : 'many ran', ' ', $pool->status()->cancelled + $pool->status()->done === $read ? 'adds up' : counters($pool), "\n";
echo $pool->submit(0)->await(), "\n";
?>
--EXPECT--
bool(true)
int(1)
int(0)
bool(true)
few ran adds up
0
