--TEST--
stop() in the middle of a rolling restart: a worker that does not end in time is killed, and is not said to be replaced
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool, WorkerExit};

$log = log_to_file();
$pool = new Pool(function (Job $job) { for (;;) { sleep(1000); } }, workers: 1, stopTimeout: 0.5);
$killed = [];
$pool->on(Event::WorkerExit, function (WorkerExit $e) use (&$killed) { $e->signal === SIGKILL and $killed[] = $e->restartIn; });
$job = $pool->submit('x');
serve_until($pool, fn () => $job->state()->value === 'running');
$old = $pool->status()->slots[0]->pid;
$pool->restart();
// The successor is ready, and the old one is to finish its job.
serve_until($pool, fn () => array_filter($pool->status()->slots, fn ($s) => $s->pid && $s->pid !== $old && $s->state->value === 'idle') !== []);
$pool->stop();
var_dump($killed);
echo count(preg_grep('/was killed by SIGKILL.*its slot stays empty/', lines($log))), ' ', count(preg_grep('/replaced at once/', lines($log))), "\n";
?>
--EXPECT--
array(1) {
  [0]=>
  NULL
}
1 0
