--TEST--
A worker that other code of the master reaped first: the attempt is Lost, a crash, and the job runs again
--EXTENSIONS--
supervisor
pcntl
posix
--CAPTURE_STDIO--
STDOUT
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, Job, Pool, WorkerExit};

$running = temp_dir() . '/running';
$pool = new Pool(function (Job $job) use ($running) { if ($job->attempt === 1) { touch($running); sleep(60); } return "attempt $job->attempt, crashes $job->crashes"; }, workers: 1, backoff: 0);
$pool->on(Event::JobRetry, fn (Job $job, Failure $why) => print("{$why->reason->name} " . json_encode([$why->signal, $why->exitCode]) . " crashes=$job->crashes\n"));
$pool->on(Event::WorkerExit, fn (WorkerExit $e) => $e->planned || print("{$e->reason->name} " . json_encode([$e->signal, $e->exitCode]) . "\n"));
$job = $pool->submit(1);
serve_until($pool, fn () => is_file($running));
$pid = $pool->status()->slots[0]->pid;
posix_kill($pid, SIGKILL);
var_dump(pcntl_waitpid(-1, $status) === $pid);
echo $job->await(), "\n", counters($pool, 1), "\n";
?>
--EXPECT--
bool(true)
Lost [null,null] crashes=1
Lost [null,null]
attempt 2, crashes 1
done=1
