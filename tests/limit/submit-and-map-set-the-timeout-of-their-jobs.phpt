--TEST--
submit(timeout:) and map(timeout:) hold for their jobs instead of the pool's timeout; 0 is no limit
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

log_to_file();
$handler = function (Job $job) {
    usleep((int) ($job->payload * 1e6));
    return 'done';
};
function verdict(Job $job): string
{
    return $job->state()->value . ($job->failure() ? " {$job->failure()->reason->name}: " . preg_replace('/ in \{.*/', '', $job->failure()->message) : '');
}

// The pool has no limit, or a far one: a job's own is nearer. Several in a worker's buffer, each with its own.
$pool = new Pool($handler, workers: 2, timeout: 600, maxAttempts: 1);
$jobs = [$pool->submit(60, timeout: 0.25), $pool->submit(0), $pool->submit(60, timeout: 0.35), $pool->submit(0, timeout: 30)];
var_dump($pool->wait(PATIENCE * SLOWER));
echo implode("\n", array_map(verdict(...), $jobs)), "\n";
foreach ($pool->map([60, 60], timeout: 0.2, ordered: true) as $job) {
    echo 'map: ', verdict($job), "\n";
}
$pool->stop();

// The pool has a near one: a job's own is farther, or there is none.
$pool = new Pool($handler, workers: 3, timeout: 0.3, maxAttempts: 1);
$jobs = [$pool->submit(0.9, timeout: 0), $pool->submit(0.9, timeout: 60), $pool->submit(60)];
var_dump($pool->wait(PATIENCE * SLOWER));
echo implode("\n", array_map(verdict(...), $jobs)), "\n";
foreach ($pool->map([0.8], timeout: 0) as $job) {
    echo 'map: ', verdict($job), "\n";
}
foreach ($pool->map([60]) as $job) {
    echo 'map: ', verdict($job), "\n";
}
$pool->stop();
?>
--EXPECT--
bool(true)
failed TimedOut: its time of 0.25 s was up
done
failed TimedOut: its time of 0.35 s was up
done
map: failed TimedOut: its time of 0.2 s was up
map: failed TimedOut: its time of 0.2 s was up
bool(true)
done
done
failed TimedOut: its time of 0.3 s was up
map: done
map: failed TimedOut: its time of 0.3 s was up
