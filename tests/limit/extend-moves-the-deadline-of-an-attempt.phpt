--TEST--
Job::extend() moves the deadline of the attempt that runs to so many seconds from now on, never nearer, and gives none to a job without
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

log_to_file();
$pool = new Pool(function (Job $job) {
    switch ($job->payload) {
        case 'once':
            $job->extend(30);
            usleep(900_000);
            return 'done';
        case 'again and again': // each step has a second; all of them take longer than the timeout
            for ($i = 0; $i < 10; $i++) {
                $job->extend(30);
                usleep(90_000);
            }
            return 'done';
        case 'not nearer':
            $job->extend(30);
            $job->extend(0);
            $job->extend(0.1);
            usleep(900_000);
            return 'done';
        case 'no limit':
            $job->extend(0.1);
            usleep(600_000);
            return 'done';
        case 'hangs after it':
            usleep(200_000);
            $job->extend(0.7);
            sleep(60);
    }
}, workers: 5, timeout: 0.5, maxAttempts: 1);
$pool->start();
serve_until_ready($pool);
$jobs = [];
foreach (['once', 'again and again', 'not nearer', 'no limit', 'hangs after it'] as $what) {
    $jobs[$what] = $pool->submit($what, timeout: $what === 'no limit' ? 0.0 : null);
}
$start = microtime(true);
while (!in_array($jobs['hangs after it']->state()->value, ['done', 'failed'], true)) {
    $pool->tick(0.05);
}
$took = microtime(true) - $start;
$pool->wait();
foreach ($jobs as $what => $job) {
    echo "$what: ", $job->failure() ? "{$job->failure()->reason->name}, attempt $job->attempt" : $job->result(), "\n";
}
$took >= 0.9 or print("it had only $took s\n");
$pool->stop();
?>
--EXPECT--
once: done
again and again: done
not nearer: done
no limit: done
hangs after it: TimedOut, attempt 1
