--TEST--
While workers are killed at random, 5,000 small jobs come back through map(), each key once, and the numbers add up
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Pool};

require __DIR__ . '/../helper.inc';

log_to_file();
$pool = new Pool(function (Job $job) {
    usleep(random_int(0, 200));
    return $job->payload * 2;
}, workers: 4, maxAttempts: 1000, maxCrashes: 1000, backoff: 0);
$pool->start();
serve_until_ready($pool);
$keys = [];
$crashed = 0;
$kills = 0;
$wrong = 0;
foreach ($pool->map(range(0, 4999)) as $key => $job) {
    $keys[$key] = ($keys[$key] ?? 0) + 1;
    $wrong += $job->result() !== $key * 2;
    $crashed += $job->crashes;
    if ($key % 100 === 0 && $kills < 25) {
        $victim = $pool->status()->slots[random_int(0, 3)]->pid;
        if ($victim) {
            $kills += posix_kill($victim, SIGKILL);
        }
    }
}
$status = $pool->status();
$pool->stop();
echo count($keys), ' keys, most often ', max($keys), ", $wrong wrong\n";
echo $kills >= 10 ? "workers were killed\n" : "only $kills kills\n";
echo "done $status->done, failed $status->failed, cancelled $status->cancelled\n";
echo $status->crashes === $crashed ? "crashes add up\n" : "$status->crashes crashes, jobs say $crashed\n";
echo $status->crashes <= $kills ? "no crash without a kill\n" : "$status->crashes crashes of $kills kills\n";
?>
--EXPECT--
5000 keys, most often 1, 0 wrong
workers were killed
done 5000, failed 0, cancelled 0
crashes add up
no crash without a kill
