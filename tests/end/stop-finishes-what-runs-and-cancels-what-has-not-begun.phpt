--TEST--
stop() finishes the jobs that run and cancels those that have not begun, delayed ones and those in a worker's buffer too; all are counted
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Event, Job, JobFailed, Pool};

require __DIR__ . '/../helper.inc';

$dir = temp_dir();
$pool = new Pool(function (Job $job) use ($dir) {
    if ($job->payload === 'retry') {
        throw new RuntimeException('later');
    }
    if ($job->payload === 'long') {
        note("$dir/long", 'began');
        wait_until(fn () => $job->stopping());
    }
    return $job->payload;
}, workers: 2, backoff: 60);
$calls = [];
foreach ([Event::JobDone, Event::JobFailed] as $event) {
    $pool->on($event, function (Job $job) use (&$calls, $event) {
        $calls[$event->name][] = $job->payload;
    });
}
// Short jobs first, so that the pool hands out several at once.
for ($i = 0; $i < 200; $i++) {
    $pool->submit('short');
}
$pool->wait();
$retry = $pool->submit('retry');
serve_until($pool, fn () => $pool->status()->delayed === 1);
$running = [$pool->submit('long'), $pool->submit('long')];
serve_until($pool, fn () => count(lines("$dir/long")) === 2);
for ($i = 0; $i < 300; $i++) {
    $waiting[] = $pool->submit('waiting');
}
$pool->tick();
$calls = [];
$pool->stop();

$status = $pool->status();
echo "done $status->done, cancelled $status->cancelled, failed $status->failed, open ",
    $status->queued + $status->delayed + $status->reserved + $status->running, "\n";
foreach ([...$running, $retry, $waiting[0], $waiting[299]] as $job) {
    echo $job->state()->value, ' ', json_encode($job->failure()?->reason), "\n";
}
try {
    $waiting[5]->result();
} catch (JobFailed $e) {
    echo $e->getMessage(), "\n";
}
echo json_encode($calls), "\n";
?>
--EXPECT--
done 202, cancelled 301, failed 0, open 0
done null
done null
cancelled "cancelled"
cancelled "cancelled"
cancelled "cancelled"
the job was cancelled
{"JobDone":["long","long"]}
