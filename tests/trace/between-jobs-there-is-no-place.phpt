--TEST--
A worker that dies of SIGSEGV while it waits for a job has no place to tell
--EXTENSIONS--
supervisor
posix
pcntl
--FILE--
<?php
require __DIR__ . '/trace.inc';

use Supervisor\{Event, Job, Pool, WorkerExit};

$pool = new Pool(fn (Job $job) => 1, name: 'p', workers: 1);
$exit = null;
$pool->on(Event::WorkerExit, function (WorkerExit $e) use (&$exit) { $exit ??= $e; });
serve_until_ready($pool->start() ?? $pool);
posix_kill($pool->status()->slots[0]->pid, SIGSEGV);
serve_until($pool, function () use (&$exit) { return $exit; });
var_dump($exit->signal, $exit->message, $exit->trace);
echo preg_replace(['/^\S+ /', '/worker \d+/', '/\d+\.\d+(?= s|M)/'], ['', 'worker PID', '#'], lines($log)[0]), "\n";
?>
--EXPECTF--
int(11)
string(0) ""
string(0) ""
supervisor.warning: pool "p" slot 0: worker PID was killed by SIGSEGV; up # s, 0 jobs, peak #M; next worker in # s
