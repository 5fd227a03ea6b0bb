--TEST--
A job that was asked to give up and whose worker dies, or whose time is up, is Cancelled and not run again
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

log_to_file();
$dir = temp_dir();
$pool = new Pool(function (Job $job) use ($dir) {
    note("$dir/ran", $job->payload);
    touch("$dir/$job->payload");
    wait_until(fn () => $job->cancelled(), 60);
    $job->payload === 'dies' ? posix_kill(getmypid(), SIGKILL) : sleep(60);
}, workers: 1, backoff: 0);
foreach (['dies' => null, 'hangs' => 0.5] as $what => $timeout) {
    $job = $pool->submit($what, timeout: $timeout);
    serve_until($pool, fn () => is_file("$dir/$what"));
    var_dump($job->cancel());
    echo thrown(fn () => $job->await()), "\n";
    echo $job->state()->value, ' ', $job->failure()->previous->reason->value, ' crashes ', $job->crashes, "\n";
}
echo counters($pool, 2), ' retried ', $pool->status()->retried, ' ran ', implode(' ', lines("$dir/ran")), "\n";
?>
--EXPECT--
bool(true)
Supervisor\JobFailed: the job was cancelled while it ran
cancelled signaled crashes 1
bool(true)
Supervisor\JobFailed: the job was cancelled while it ran
cancelled timed_out crashes 0
cancelled=2 retried 0 ran dies hangs
