--TEST--
Inside a callback submit() takes a job beyond maxQueue
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool};

$pool = new Pool(fn (Job $job) => $job->payload, workers: 1, maxQueue: 1);
$pool->on(Event::JobDone, function (Job $job) use ($pool) {
    if ($job->payload === 'first') {
        // More than the ring of one worker holds, and no result is read inside a callback.
        for ($i = 0; $i < 1000; $i++) {
            $pool->submit($i);
        }
        $s = $pool->status();
        var_dump($s->queued > 500, counters($s, 1001) === counters($s));
    }
});
$pool->submit('first');
$pool->wait();
echo counters($pool, 1001), "\n";
no_cycles();
?>
--EXPECT--
bool(true)
bool(true)
done=1001
