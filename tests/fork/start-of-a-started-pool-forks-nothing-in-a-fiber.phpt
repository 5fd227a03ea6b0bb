--TEST--
start() of a started pool forks nothing in a Fiber, though a fork is due, and does not wait for one that is not
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Pool};

require __DIR__ . '/../helper.inc';

$dir = temp_dir();
$log = log_to_file();
$master = getmypid();
$pool = new Pool(fn (Job $job) => getmypid(), workers: 1, maxJobs: 1);
$first = $pool->submit(1)->await();
serve_until($pool, fn () => $pool->status()->slots[0]->state->value === 'backoff' || $pool->status()->slots[0]->spawn > 1);
$pid = $pool->status()->slots[0]->pid;
posix_kill($pid ?: $first, SIGKILL); // outside of a job: the next worker comes after 0.1 s
serve_until($pool, fn () => $pool->status()->slots[0]->state->value === 'backoff') or print("no backoff\n");
wait_until(fn () => $pool->status()->slots[0]->restartIn == 0) or print("no fork is due\n");
(new Fiber(function () use ($pool) {
    $pool->start();
    var_dump($pool->status()->slots[0]->pid);
}))->start();
getmypid() === $master or print("IN A WORKER\n");
$pool->start();
var_dump($pool->status()->slots[0]->pid > 0);
var_dump($pool->submit(2)->await() > 0);

// A pool that tries one boot at a time has others that are due, and waiting.
$pool = new Pool(fn (Job $job) => 1, name: 'boots', workers: 2, boot: fn () => exit(1));
$degraded = false;
$pool->on(Event::Degraded, function () use (&$degraded) {
    $degraded = true;
});
$pool->start();
serve_until($pool, function () use (&$degraded) {
    return $degraded;
}, 30) or print("not degraded\n");
$spawns = fn () => array_sum(array_column($pool->status()->slots, 'spawn'));
$before = $spawns();
serve_until($pool, function () use ($pool, $spawns, $before) {
    $pool->start();
    return $spawns() > $before;
}, 30) or print("no other worker is tried\n");
echo "returned\n";
$pool->stop(0);
?>
--EXPECT--
int(0)
bool(true)
bool(true)
returned
