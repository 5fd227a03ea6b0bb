--TEST--
maxJobs replaces a worker after so many jobs; no job is lost
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool, WorkerExit};

$pool = new Pool(fn (Job $job) => getmypid(), workers: 1, maxJobs: 3);
$exits = [];
$pool->on(Event::WorkerExit, function (WorkerExit $e) use (&$exits) { $exits[] = $e; });
$pids = [];
for ($i = 0; $i < 12; $i++) {
    $jobs[] = $pool->submit($i);
}
$pool->wait();
$by = array_count_values(array_map(fn ($job) => $job->result(), $jobs));
var_dump(count($by), max($by), min($by));
$pool->stop();
$e = $exits[0];
var_dump($e->reason, $e->planned, $e->jobs, $e->exitCode, $e->job, $e->restartIn);
$s = $pool->status();
echo json_encode($s->recycled['max_jobs'] >= 3), ' ', $s->restarts >= 3 ? 'restarts' : $s->restarts, ' ', counters($pool, 12), "\n";
?>
--EXPECT--
int(4)
int(3)
int(3)
enum(Supervisor\ExitReason::MaxJobs)
bool(true)
int(3)
int(0)
NULL
float(0)
true restarts done=12
