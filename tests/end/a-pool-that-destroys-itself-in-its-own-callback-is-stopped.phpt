--TEST--
A pool whose last variable goes in its own callback is stopped before the method that serves it returns, or soon after
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Pool};

require __DIR__ . '/../helper.inc';

foreach (['run', 'tick', 'wait', 'finish'] as $method) {
    $pool = new Pool(fn (Job $job) => getmypid(), workers: 2);
    $gone = WeakReference::create($pool);
    $pool->on(Event::JobDone, function (Job $job) use (&$pool, &$pid) {
        $pid = $job->result();
        $pool = null;
    });
    $pool->submit(1);
    $pool->$method(...$method === 'tick' ? [0.5 * SLOWER] : []);
    echo $method, ' ', json_encode([$pool, $gone->get(), alive($pid)]), "\n";
}
?>
--EXPECT--
run [null,null,false]
tick [null,null,false]
wait [null,null,false]
finish [null,null,false]
