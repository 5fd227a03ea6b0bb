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
        for ($i = 0; $i < 50; $i++) {
            $pool->submit($i);
        }
        echo counters($pool, 51), "\n";
    }
});
$pool->submit('first');
$pool->wait();
echo counters($pool, 51), "\n";
no_cycles();
?>
--EXPECTF--
queued=%d%Sdone=1
done=51
