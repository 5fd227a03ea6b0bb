--TEST--
exit() in a handler ends one attempt and its worker; the master lives on
--EXTENSIONS--
supervisor
--CAPTURE_STDIO--
STDOUT
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, Job, Pool, WorkerExit};

$pool = new Pool(fn (Job $job) => $job->attempt == 1 ? exit(7) : getmypid(), workers: 1, backoff: 0);
$pool->on(Event::JobRetry, fn (Job $job, Failure $why) => print("{$why->reason->name} signal=" . json_encode($why->signal) . " exit=$why->exitCode crashes=$job->crashes: $why->message\n"));
$pool->on(Event::WorkerExit, function (WorkerExit $e) use (&$job) {
    if (!$e->planned) {
        echo "{$e->reason->name} $e->exitCode ", json_encode($e->signal), ' ', $e->job === $job ? 'job' : 'no job', "\n";
    }
});
$job = $pool->submit(1);
var_dump($job->await() !== getmypid(), $job->attempt, $job->crashes);
echo counters($pool, 1), ' crashes=', $pool->status()->crashes, ' restarts=', $pool->status()->restarts, "\n";
no_cycles();
?>
--EXPECT--
Exited signal=null exit=7 crashes=0: exit(7) was called
Exited 7 null job
bool(true)
int(2)
int(0)
done=1 crashes=0 restarts=1
