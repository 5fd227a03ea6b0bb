--TEST--
A job that a handler submits to its own pool is known before the end of the one that submitted it, so that wait() and run() wait for it
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool};

$pool = new Pool(function (Job $job) {
    return $job->payload > 0 ? $job->submit($job->payload - 1, "step $job->payload", headers: ['from' => $job->id]) : 'end';
}, workers: 1);
$pool->on(Event::JobDone, function (Job $job) use ($pool, &$previous, &$first) {
    $s = $pool->status();
    echo $job->payload, ' ', $job->name ?? 'unnamed', ' ', $job->result() === 'end' ? 'the last one' : 'open: ' . ($s->queued + $s->reserved + $s->running),
        $previous && $previous !== [$job->id, $job->headers['from']] ? ' WRONG ' . json_encode([$previous, $job->id, $job->headers]) : '', "\n";
    $previous = [$job->result(), $job->id];
});
$pool->submit(3);
$pool->wait();
echo counters($pool, 4), "\n";
$previous = null;
$pool->submit(2);
echo $pool->run(), ' ', counters($pool, 7), "\n";
no_cycles();
?>
--EXPECT--
3 unnamed open: 1
2 step 3 open: 1
1 step 2 open: 1
0 step 1 the last one
done=4
2 unnamed open: 1
1 step 2 open: 1
0 step 1 the last one
0 done=7
