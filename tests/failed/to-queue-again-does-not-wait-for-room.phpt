--TEST--
retryAllFailed() does not wait for room in the queue: these jobs are outside of maxQueue; submit() waits for them
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, FailedJob, Job, Pool, Reject, Retry};

$flag = temp_dir() . '/flag';
$pool = new Pool(fn (Job $job) => is_file($flag) ? 1 : throw new Reject('no'), workers: 1, maxQueue: 1);
$pool->on(Event::JobFailed, fn () => null);
for ($i = 0; $i < 20; $i++) {
    $pool->submit($i);
}
$pool->wait();
$pool->scale(0); // nobody takes them
serve_until($pool, fn () => count($pool->status()->slots) === 0);
touch($flag);
echo $pool->retryAllFailed(), ' ', counters($pool, 40), "\n";
$pool->scale(1);
echo $pool->submit(20)->await(), ' ', counters($pool, 41), "\n";
?>
--EXPECT--
20 queued=20 failed=20
1 done=21 failed=20
