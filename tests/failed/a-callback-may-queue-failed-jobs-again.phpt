--TEST--
A callback of JobFailed may queue its job again, and forget it; wait() and run() wait for it
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, FailedJob, Job, Pool, Reject, Retry};

$pool = new Pool(fn (Job $job) => throw new Reject('no'), workers: 1);
$n = 0;
$pool->on(Event::JobFailed, function (Job $job) use (&$n, $pool) {
    echo ++$n < 4 ? ($pool->retryFailed($job->id) ? 'again ' : 'lost ') : 'forgotten: ' . $pool->purgeFailed() . "\n";
});
$pool->submit(1);
echo $pool->run(), ' ', counters($pool, 4), ' ', count($pool->failed()), "\n";
no_cycles();
?>
--EXPECT--
again again again forgotten: 1
0 failed=4 0
