--TEST--
cancel() of a job that is settled is false and changes nothing, also after its pool was stopped
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$dir = temp_dir();
$pool = new Pool(function (Job $job) use ($dir) {
    if ($job->payload === 'fails') {
        throw new Exception('no');
    }
    if ($job->payload === 'runs') {
        touch("$dir/runs");
        wait_until(fn () => $job->stopping(), 60);
    }
    return 'result';
}, workers: 1, maxAttempts: 1);
$done = $pool->submit('done');
$failed = $pool->submit('fails');
$pool->wait();
$runs = $pool->submit('runs');
serve_until($pool, fn () => is_file("$dir/runs"));
$queued = $pool->submit('queued');
$pool->stop();
foreach ([$done, $failed, $runs, $queued] as $job) {
    echo json_encode([$job->cancel(), $job->cancel(true)]), ' ', $job->state()->value, ' ', $job->failure()?->message ?? $job->result(), "\n";
}
echo counters($pool, 4), "\n";
?>
--EXPECT--
[false,false] done result
[false,false] failed no
[false,false] done result
[false,false] cancelled the job was cancelled
done=2 failed=1 cancelled=1
