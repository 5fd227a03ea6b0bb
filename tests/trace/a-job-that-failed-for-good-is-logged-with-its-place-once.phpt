--TEST--
The log line of a job that failed for good by a crash has the place once, and so has JobFailed
--EXTENSIONS--
supervisor
posix
pcntl
--FILE--
<?php
require __DIR__ . '/trace.inc';

use Supervisor\{Job, JobFailed, Pool};

function crash()
{
    posix_kill(getmypid(), SIGABRT);
    sleep(60);
}

$pool = new Pool(fn (Job $job) => crash(), workers: 1, maxAttempts: 1, maxCrashes: 1);
try {
    $pool->submit(1)->await();
} catch (JobFailed $e) {
    echo plain($e->getMessage()), "\n", strtok(plain($e->failure->trace), "\n"), "\n";
}
$pool->submit(2);
$pool->wait();
foreach (preg_grep('/for good/', lines($log)) as $line) {
    echo substr_count($line, __FILE__), ' ', plain(strstr($line, 'failed for good')), "\n";
}
?>
--EXPECT--
its worker died of SIGABRT in crash() at a-job-that-failed-for-good-is-logged-with-its-place-once.php:8
#0 a-job-that-failed-for-good-is-logged-with-its-place-once.php(8): posix_kill()
1 failed for good after 1 attempt (signaled): its worker died of SIGABRT in crash() at a-job-that-failed-for-good-is-logged-with-its-place-once.php:8
