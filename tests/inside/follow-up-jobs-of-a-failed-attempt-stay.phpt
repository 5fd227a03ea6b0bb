--TEST--
Jobs that an attempt has submitted stay when it fails, its worker dies, or it is cancelled: the next attempt submits them again
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool};

log_to_file();
$dir = temp_dir();
$pool = new Pool(function (Job $job) use ($dir) {
    if ($job->name === 'follow-up') {
        note("$dir/followed", $job->payload);
        return;
    }
    $job->submit("$job->payload $job->attempt", 'follow-up');
    if ($job->attempt === 1) {
        match ($job->payload) {
            'throws' => throw new Exception('no'),
            'dies' => posix_kill(getmypid(), SIGKILL),
            'exits' => exit(1),
            'cancelled' => touch("$dir/runs") && sleep(60),
        };
    }
}, workers: 1, backoff: 0);
foreach (['throws', 'dies', 'exits'] as $what) {
    $pool->submit($what)->await();
}
$job = $pool->submit('cancelled');
serve_until($pool, fn () => is_file("$dir/runs"));
$job->cancel(force: true);
$pool->wait();
$lines = lines("$dir/followed");
sort($lines);
echo implode(', ', $lines), "\n", counters($pool, 11), "\n";
?>
--EXPECT--
cancelled 1, dies 1, dies 2, exits 1, exits 2, throws 1, throws 2
done=10 cancelled=1
