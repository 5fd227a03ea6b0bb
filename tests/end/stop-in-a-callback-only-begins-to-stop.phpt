--TEST--
stop() in a callback only begins to stop: the callback goes on, the method that serves finishes it
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Event, Job, Pool, StateError};

require __DIR__ . '/../helper.inc';

$pool = new Pool(fn (Job $job) => $job->payload, workers: 2);
$pool->on(Event::JobDone, function (Job $job) use ($pool) {
    static $once = 0;
    if ($once++ === 0) {
        $pool->stop();
        $pool->stop(10); // again: nothing
        echo "the callback goes on\n";
        try {
            $pool->submit(1);
        } catch (StateError $e) {
            echo $e->getMessage(), "\n";
        }
    }
});
for ($i = 0; $i < 100; $i++) {
    $pool->submit($i);
}
echo $pool->run(), "\n";
$status = $pool->status();
var_dump($status->done >= 1, $status->done + $status->cancelled, count($status->exits));
?>
--EXPECTF--
the callback goes on
Pool::submit() cannot be called: pool "default" was stopped; make a new one
0
bool(true)
int(100)
int(2)
