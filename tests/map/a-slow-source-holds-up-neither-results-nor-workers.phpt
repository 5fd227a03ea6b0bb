--TEST--
map() gives out what is ready, begins jobs, reaps workers and ends jobs in time while its payloads come slowly
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, Job, Pool, WorkerExit};

log_to_file();
$dir = temp_dir();

/* Goes on until something is seen that can be there only if the pool was served meanwhile. The window does not end it. */
function until(callable $seen) {
    $deadline = microtime(true) + PATIENCE * SLOWER;
    for ($n = 0; !$seen() && microtime(true) < $deadline; $n++) {
        usleep(1000);
        yield $n;
    }
    echo $seen() ? "seen\n" : "not seen until the source ended\n";
}

echo 'a job begins: ';
$pool = new Pool(fn (Job $job) => touch("$dir/begun"), workers: 1);
$pool->start();
foreach ($pool->map(until(fn () => file_exists("$dir/begun")), window: 1000000) as $job) {}

foreach ([false, true] as $ordered) {
    echo 'a result is given out', $ordered ? ' in order: ' : ': ';
    $given = 0;
    foreach ($pool->map(until(function () use (&$given) { return $given > 0; }), ordered: $ordered, window: 1000000) as $job) {
        $given++;
    }
}

echo 'the first of five in order is the last to be ready: ';
$pool = new Pool(fn (Job $job) => $job->payload === 'first' && wait_until(fn () => file_exists("$dir/go")), workers: 2);
$read = $given = 0;
$at = [];
$source = function () use ($pool, $dir, &$read, &$given) {
    yield from ['first', 1, 2, 3, 4];
    foreach (until(function () use (&$given) { return $given >= 5; }) as $n) {
        $pool->status()->done >= 4 && touch("$dir/go");
        $read++;
        yield 'more';
    }
};
foreach ($pool->map($source(), ordered: true, window: 1000000) as $job) {
    $at[++$given] = $read;
}
echo 'payloads read between the first and the fifth: ', $at[5] - $at[1], "\n";

echo 'a worker is reaped: ';
$exit = null;
$pool = new Pool(fn (Job $job) => $job->payload === 0 && posix_kill(getmypid(), SIGKILL), workers: 2, maxCrashes: 1);
$pool->on(Event::WorkerExit, function (WorkerExit $e) use (&$exit) { $exit = $e; });
foreach ($pool->map(until(function () use (&$exit) { return $exit !== null; }), window: 1000000) as $job) {}
echo $exit?->reason->name, "\n";

echo 'a job ends in time: ';
$why = null;
$pool = new Pool(fn (Job $job) => $job->payload === 0 && sleep(60), workers: 2, timeout: 0.2, maxAttempts: 1);
$pool->on(Event::JobFailed, function (Job $job, Failure $failure) use (&$why) { $why = $failure->reason; });
foreach ($pool->map(until(function () use (&$why) { return $why !== null; }), window: 1000000) as $job) {}
echo $why?->name, "\n";
?>
--EXPECT--
a job begins: seen
a result is given out: seen
a result is given out in order: seen
the first of five in order is the last to be ready: seen
payloads read between the first and the fifth: 0
a worker is reaped: seen
Signaled
a job ends in time: seen
TimedOut
