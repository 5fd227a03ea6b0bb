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
$told = 0;
$pool->on(Event::JobDone, function (Job $job) use ($pool, &$previous, &$told) {
    $s = $pool->status();
    $told++;
    // The next one may have run to its end by now.
    $known = $s->queued + $s->reserved + $s->running + $s->done > $told;
    echo $job->payload, ' ', $job->name ?? 'unnamed', ' ', $job->result() === 'end' ? 'the last one' : ($known ? 'the next is known' : 'the next is not known'),
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
3 unnamed the next is known
2 step 3 the next is known
1 step 2 the next is known
0 step 1 the last one
done=4
2 unnamed the next is known
1 step 2 the next is known
0 step 1 the last one
0 done=7
