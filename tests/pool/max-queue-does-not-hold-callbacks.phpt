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
        echo counters($pool, 1001), "\n";
    }
});
$pool->submit('first');
$pool->wait();
echo counters($pool, 1001), "\n";
no_cycles();
?>
--EXPECTF--
queued=7%d%Sdone=1
done=1001
