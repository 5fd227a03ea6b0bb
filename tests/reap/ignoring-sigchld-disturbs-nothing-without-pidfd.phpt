--TEST--
When the script ignores SIGCHLD, before or after start(), worker deaths are still noticed and slots filled again, also without pidfds
--EXTENSIONS--
supervisor
posix
--INI--
supervisor.pidfd=0
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

log_to_file();
$work = function (Job $job) {
    $job->attempt > 1 or posix_kill(getmypid(), SIGKILL);
    return $job->crashes;
};

// Before: the supervisor's own handler is in place while it has workers, so their status is known.
pcntl_signal(SIGCHLD, SIG_IGN);
$pool = new Pool($work, name: 'before', workers: 1, backoff: 0);
var_dump($pool->submit(1)->await());
$pool->stop();
echo json_encode(array_column($pool->status()->exits, 'reason')), "\n";
pcntl_signal(SIGCHLD, SIG_DFL);

// After: deaths are found by the look once a second, their status is lost.
$pool = new Pool($work, name: 'after', workers: 1, backoff: 0);
$pool->start();
pcntl_signal(SIGCHLD, SIG_IGN);
var_dump($pool->submit(1)->await(8));
$pool->stop();
echo json_encode(array_column($pool->status()->exits, 'reason')), "\n";
?>
--EXPECT--
int(1)
["signaled","stopped"]
int(1)
["lost","stopped"]
