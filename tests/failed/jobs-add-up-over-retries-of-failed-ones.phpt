--TEST--
At any moment the counters of status() add up to what was submitted, with failed jobs that are queued again counted once more
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, FailedJob, Job, Pool, Reject, Retry};

$pool = new Pool(fn (Job $job) => match (($job->payload + $job->attempt) % 7) {
    0, 1 => throw new Exception('x'),
    2 => throw new Retry(0),
    3 => throw new Retry(0, counted: false),
    4 => throw new Reject,
    default => 1,
}, workers: 2, maxAttempts: 3, backoff: 0);
$pool->on(Event::JobFailed, fn () => null);
$submitted = 0;
mt_srand(5);
for ($i = 0; $i < 300; $i++) {
    for ($n = mt_rand(0, 10); $n > 0; $n--) {
        $pool->submit($submitted++);
    }
    switch (mt_rand(0, 5)) {
        case 0: $pool->tick(0.001); break;
        case 1: $submitted += $pool->retryAllFailed(); break;
        case 2: foreach ($pool->failed() as $f) { mt_rand(0, 1) and $submitted += (int) $pool->retryFailed($f->id); } break;
        case 3: mt_rand(0, 3) or $pool->purgeFailed(); break;
        default: $pool->tick();
    }
    str_contains($c = counters($pool, $submitted), 'NOT') and exit($c);
}
$pool->wait();
$s = $pool->status();
echo $s->done + $s->failed === $submitted && $s->done > 0 && $s->failed > 0 && $s->failedKept <= $s->failed ? 'all' : json_encode($s), "\n";
?>
--EXPECT--
all
