--TEST--
Events that are dropped because their pool is ending: what a destructor of one brings about in another pool is not lost
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Pool};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$dir = temp_dir();

/* Its worker is seen asleep when the result is there to be read. */
$other = new Pool(function (Job $job) use ($dir) {
    wait_until(fn () => is_file("$dir/go{$job->payload}"));
    touch("$dir/done{$job->payload}");
}, name: 'other', workers: 1);
$told = 0;
$other->on(Event::JobDone, function () use (&$told) {
    $told++;
});
$other->submit(1);
$other->submit(2);
serve_until($other, fn () => $other->status()->running) or print("not running\n");
$pid = $other->status()->slots[0]->pid;
$finish = function (int $n) use ($dir, $pid) {
    touch("$dir/go$n");
    wait_until(fn () => is_file("$dir/done$n") && process_state($pid) === 'S');
};

$stopped = new Pool(fn () => wait_until(fn () => is_file("$dir/done2") && process_state($pid) === 'S'), name: 'stopped', workers: 1);
$job = $stopped->submit(1);
serve_until($stopped, fn () => $stopped->status()->running) or print("not running\n");

final class Stops
{
    public static int $left = 0;

    public function __destruct()
    {
        if (self::$left > 0 && --self::$left === 0) {
            touch("$GLOBALS[dir]/go2");
            $GLOBALS['stopped']->stop(); // serves the other pool
        }
    }
}

// Two deaths, each of them two events, and between them one of a pool that lives.
$pool = new Pool(fn () => sleep(60), workers: 2, maxAttempts: 1);
$jobs = [$pool->submit(new Stops), $pool->submit(new Stops)];
$pids = [];
serve_until($pool, fn () => $pool->status()->running === 2) or print("not running\n");
foreach ($jobs as $j) {
    $j->payload; // the Job has it from now on
}
$j = null;
$pool->on(Event::JobFailed, function () use (&$jobs) {
    $jobs = null; // only the events have them now
    throw new Exception('of the callback');
});
$pool->on(Event::WorkerExit, fn () => print("told though muted\n"));
Stops::$left = 2;
foreach ($pool->status()->slots as $n => $slot) {
    posix_kill($slot->pid, SIGKILL);
    wait_until(fn () => process_state($slot->pid) === 'Z');
    $n === 0 && $finish(1);
}
try {
    $pool->run();
} catch (Exception $e) {
    echo $e->getMessage(), "\n";
}
$e = null;
var_dump(Stops::$left, $job->result(), $other->wait(PATIENCE), $told);
?>
--EXPECT--
of the callback
int(0)
bool(true)
bool(true)
int(2)
