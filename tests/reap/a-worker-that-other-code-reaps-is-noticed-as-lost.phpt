--TEST--
A worker whose status pcntl_waitpid(-1) took is noticed as lost, its job is retried, and its slot is filled again
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$dir = temp_dir();
$pool = new Pool(function (Job $job) use ($dir) {
    file_put_contents("$dir/pid", (string) getmypid());
    if ($job->attempt === 1) {
        while (true) {
            usleep(1000);
        }
    }
    return $job->crashes;
}, workers: 1, backoff: 0);
$job = $pool->submit(1);
serve_until($pool, fn () => is_file("$dir/pid") && filesize("$dir/pid") > 0);
$pid = (int) file_get_contents("$dir/pid");
posix_kill($pid, SIGKILL);
var_dump(pcntl_waitpid(-1, $status) === $pid);
var_dump($job->await(5));
$exit = $pool->status()->exits[0];
var_dump($exit->reason->value, $exit->planned, $exit->exitCode, $exit->signal, $exit->job === null ? null : $exit->job->id === $job->id);
var_dump(count(preg_grep('/reaped by other code/', lines($log))));
$pool->stop();
?>
--EXPECT--
bool(true)
int(1)
string(4) "lost"
bool(false)
NULL
NULL
bool(true)
int(1)
