--TEST--
retryAllFailed() queues all failed jobs again, or those of a name, and tells how many
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, FailedJob, Job, Pool, Reject, Retry};

$flag = temp_dir() . '/flag';
$pool = new Pool(fn (Job $job) => is_file($flag) ? 1 : throw new Reject('no'), workers: 1);
$pool->on(Event::JobFailed, fn () => null);
foreach (['mail', 'image', null, 'mail', 'mai', 'mails'] as $name) {
    $pool->submit(1, name: $name);
}
$pool->wait();
touch($flag);
echo $pool->retryAllFailed('nothing'), ' ', $pool->retryAllFailed(''), ' ', $pool->retryAllFailed('mail'), ' ', count($pool->failed()), "\n";
$pool->wait();
echo counters($pool, 8), "\n", $pool->retryAllFailed(), ' ', $pool->retryAllFailed(), ' ', count($pool->failed()), "\n";
$pool->wait();
echo counters($pool, 12), "\n";
?>
--EXPECT--
0 0 2 4
done=2 failed=6
4 0 0
done=6 failed=6
