--TEST--
When a callback throws while the last variable of a pool goes, its workers still end before the pool is freed
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Pool};

require __DIR__ . '/../helper.inc';

$dir = temp_dir();

function goes(bool $with_exception): void
{
    global $dir, $pids;

    @unlink("$dir/thrown");
    $pool = new Pool(function (Job $job) use ($dir) {
        wait_until(fn () => $job->stopping());
        note("$dir/done", $job->payload);
        wait_until(fn () => is_file("$dir/thrown"));
    }, workers: 3);
    serve_until_ready($pool) or print("not ready\n");
    $pids = array_column($pool->status()->slots, 'pid');
    // Of the idle worker: the others live on meanwhile.
    $pool->on(Event::WorkerExit, function () use ($dir) {
        touch("$dir/thrown");
        throw new Exception('of the callback');
    });
    $pool->submit(1);
    $pool->submit(2);
    serve_until($pool, fn () => $pool->status()->running === 2) or print("not running\n");
    if ($with_exception) {
        touch("$dir/thrown");
        throw new Exception('that destroys the pool');
    }
}

foreach ([false, true] as $with_exception) {
    try {
        goes($with_exception);
        echo "nothing was thrown\n";
    } catch (Exception $e) {
        echo $e->getMessage(), "\n";
    }
    echo count(array_filter($pids, alive(...))), " workers are left\n";
    $next = new Pool(fn (Job $job) => $job->payload, workers: 2);
    var_dump($next->submit('the next pool works')->await());
    $next = null;
}
echo count(lines("$dir/done")), " jobs were finished\n";
?>
--EXPECT--
of the callback
0 workers are left
string(19) "the next pool works"
that destroys the pool
0 workers are left
string(19) "the next pool works"
4 jobs were finished
