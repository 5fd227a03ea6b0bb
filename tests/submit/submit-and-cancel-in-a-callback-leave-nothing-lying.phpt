--TEST--
What a callback submits and cancels is written to the workers, and the room that cancel() makes is used, though nothing else happens in the pool
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool};

foreach ([0, 30_000] as $us) { // of the latter kind a worker gets one ahead
    $pool = new Pool(function (Job $job) use ($us) {
        usleep($us);
        return $job->payload;
    }, workers: 1);
    $pool->wait(); // nothing
    for ($i = 0; $i < 5; $i++) {
        $pool->submit('teach')->await();
    }
    $once = true;
    $pool->on(Event::JobDone, function (Job $job) use ($pool, &$once, &$b) {
        if ($once) {
            $once = false;
            $worker = $pool->status()->slots[0]->pid;
            posix_kill($worker, SIGSTOP); // it is to begin none of them before the cancel()
            wait_until(fn () => process_state($worker) === 'T');
            $a = $pool->submit('a');
            $b = $pool->submit('b');
            $pool->submit('c');
            echo 'a is cancelled: ', json_encode($a->cancel()), ' ', $a->state()->name, "\n";
            posix_kill($worker, SIGCONT);
        }
    });
    $pool->submit('first');
    var_dump($pool->wait(PATIENCE), $b->state()->name);
    echo counters($pool, 9), "\n";
}
?>
--EXPECT--
a is cancelled: true Cancelled
bool(true)
string(4) "Done"
done=8 cancelled=1
a is cancelled: true Cancelled
bool(true)
string(4) "Done"
done=8 cancelled=1
