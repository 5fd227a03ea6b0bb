--TEST--
Cancelled jobs are not among the failed ones, those of a map() are
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, FailedJob, Job, Pool, Reject, Retry};

$pool = new Pool(fn (Job $job) => throw new Reject('no'), workers: 1);
foreach ($pool->map([1, 2]) as $job);
$pool->on(Event::JobFailed, fn () => null);
for ($i = 0; $i < 1000; $i++) {
    $pool->submit($i);
}
unset($job);
$pool->stop();
$s = $pool->status();
echo $s->cancelled > 0 ? 'some are cancelled' : 'none', ', ', $s->failed >= 2 && $s->failed === count($pool->failed()) && $s->failedKept === $s->failed && $s->failed + $s->cancelled === 1002 ?
    'the failed ones are kept' : json_encode($s), "\n";
?>
--EXPECT--
some are cancelled, the failed ones are kept
