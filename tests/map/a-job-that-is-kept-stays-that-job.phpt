--TEST--
A Job of a walk that somebody holds, in whatever way, stays that job when the walk goes on
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, JobState, Pool};

final class Traced
{
    public static int $alive = 0;

    public function __construct(public int $n)
    {
        self::$alive++;
    }

    public function __wakeup()
    {
        self::$alive++;
    }

    public function __destruct()
    {
        self::$alive--;
    }
}

$pool = new Pool(fn (Job $job) => [$job->payload, $job->id], workers: 2);
mt_srand(3);
$kept = $ids = $weak = $closures = $lists = [];
$store = new SplObjectStorage();
$map = new WeakMap();
foreach ($pool->map(range(0, 999)) as $n => $job) {
    $ids[$job->id] = true;
    switch (mt_rand(0, 7)) {
        case 0:
            $kept[$n] = $job;
            break;
        case 1:
            $store[$job] = $n;
            break;
        case 2:
            $weak[$n] = WeakReference::create($job);
            break;
        case 3:
            $map[$job] = $n;
            $closures[$n] = fn () => $job->result();
            break;
        case 4:
            $closures[$n] = $job->state(...);
            break;
        case 5:
            $lists[$n] = [$job->payload, $job->name, $job->headers, $job->attempt];
            (array) $job;
            break;
        case 6:
            unset($job);
            break;
    }
}
echo count($ids), " ids\n";
unset($job);
foreach ($kept as $n => $job) {
    if ($job->payload !== $n || $job->result() !== [$n, $job->id]) {
        echo "job $n is another one\n";
    }
}
foreach ($store as $job) {
    if ($job->payload !== $store[$job] || $job->result() !== [$store[$job], $job->id]) {
        echo "job {$store[$job]} is another one\n";
    }
}
foreach ($closures as $n => $closure) {
    $got = $closure();
    if ($got !== JobState::Done && $got[0] !== $n) {
        echo "job $n is another one\n";
    }
}
foreach ($lists as $n => $list) {
    if ($list !== [$n, null, [], 1]) {
        echo "job $n was another one\n";
    }
}
unset($job, $closure);
echo count(array_filter($weak, fn ($w) => $w->get() !== null)), " weak references to jobs that are gone\n";

/* What is in a payload goes with its job, at the latest when the walk has gone two steps further. */
$most = 0;
$payloads = (function () {
    for ($i = 0; $i < 50; $i++) {
        yield new Traced($i);
    }
})();
$echo = new Pool(fn (Job $job) => $job->payload->n, workers: 1);
foreach ($echo->map($payloads, window: 1) as $job) {
    $job->payload;
    $most = max($most, Traced::$alive);
}
unset($job, $payloads);
gc_collect_cycles();
echo $most <= 4 ? 'few' : $most, ' payloads at a time, ', Traced::$alive, " after the walk\n";
?>
--EXPECT--
1000 ids
0 weak references to jobs that are gone
few payloads at a time, 0 after the walk
