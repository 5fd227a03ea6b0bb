--TEST--
The counters of status() add up at any time
--EXTENSIONS--
supervisor
posix
--CAPTURE_STDIO--
STDOUT
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool, Reject, Retry};

$pool = new Pool(function (Job $job) {
    switch ($job->payload % 7) {
        case 0: return $job->attempt === 1 ? throw new Exception('again') : 1;
        case 1: throw new Reject;
        case 2: if ($job->attempt === 1 && $job->payload % 35 === 2) { posix_kill(getmypid(), SIGKILL); sleep(60); } return 1;
        case 3: throw new Retry(0.01, counted: $job->attempt > 1);
        default: usleep(100); return 1;
    }
}, workers: 3, maxAttempts: 2, backoff: fn () => 0.005, maxQueue: 50);
$submitted = 0;
$wrong = 0;
$check = function () use ($pool, &$submitted, &$wrong) {
    $s = $pool->status();
    $wrong += $s->queued + $s->delayed + $s->reserved + $s->running + $s->done + $s->failed + $s->cancelled !== $submitted;
};
foreach ([Event::JobDone, Event::JobRetry, Event::JobFailed, Event::WorkerExit] as $event) {
    $pool->on($event, function () use ($check, &$in) { if (!$in) { $check(); } });
}
for ($i = 0; $i < 150; $i++) {
    $check();
    $in = true; // meanwhile it is not known whether the job counts
    if ($i % 7 !== 3) {
        $pool->submit($i);
        $submitted++;
    }
    $in = false;
    $check();
}
while (!$pool->wait(0.01)) {
    $check();
}
$check();
var_dump($wrong);
$s = $pool->status();
echo counters($s, $submitted), " retried=$s->retried crashes=$s->crashes\n";
no_cycles();
?>
--EXPECTF--
int(0)
done=%d failed=%d retried=%d crashes=%d
