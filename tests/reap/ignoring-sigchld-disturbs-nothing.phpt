--TEST--
When the script ignores SIGCHLD, worker deaths are still noticed and slots are filled again, though their status is lost
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

log_to_file();
pcntl_signal(SIGCHLD, SIG_IGN);
$pool = new Pool(function (Job $job) {
    $job->attempt > 1 or posix_kill(getmypid(), SIGKILL);
    return $job->crashes;
}, workers: 2, backoff: 0);
$jobs = [$pool->submit(1), $pool->submit(2)];
foreach ($jobs as $job) {
    var_dump($job->await(8));
}
$pool->stop();
foreach ($pool->status()->exits as $n => $exit) {
    echo $exit->reason->value, "\n";
}
var_dump(pcntl_signal_get_handler(SIGCHLD) === SIG_IGN);
?>
--EXPECT--
int(1)
int(1)
lost
lost
stopped
stopped
bool(true)
