--TEST--
A worker that has more than maxMemory at the end of a job is replaced: the job is done, the end is planned, and the next worker runs the next job
--EXTENSIONS--
supervisor
--INI--
memory_limit=1G
--SKIPIF--
<?php
if (getenv('SUPERVISOR_TEST_ASAN')) {
    die('skip the sanitizers need memory of their own');
}
?>
--FILE--
<?php
use Supervisor\{Event, Job, Pool, WorkerExit};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$pool = new Pool(function (Job $job) {
    static $leak = [];
    $leak[] = str_repeat('x', $job->payload << 20);
    return getmypid();
}, workers: 1, maxMemory: '100M');
$ends = [];
$pool->on(Event::WorkerExit, function (WorkerExit $e) use (&$ends) { $ends[] = "{$e->reason->name} " . json_encode([$e->planned, $e->jobs, $e->job, $e->exitCode, $e->restartIn]); });
$pids = [];
foreach ([1, 1, 110, 1, 1, 110, 1] as $n => $size) {
    $job = $pool->submit($size);
    $pids[] = $job->await();
    // It is replaced before the next job when it has told of it; a result may come before that.
    $want = $n >= 5 ? 2 : (int) ($n >= 2);
    serve_until($pool, fn () => count($pool->status()->exits) >= $want) or print("not replaced\n");
}
echo implode("\n", $ends), "\n";
echo implode(' ', array_map(fn ($pid) => array_search($pid, array_values(array_unique($pids))), $pids)), "\n";
serve_until_ready($pool);
$status = $pool->status();
echo json_encode([$status->recycled, $status->restarts, $status->crashes, $status->done, $status->slots[0]->failures]), "\n";
$pool->stop();
echo implode("\n", lines($log));
?>
--EXPECT--
MaxMemory [true,3,null,0,0]
MaxMemory [true,3,null,0,0]
0 0 0 1 1 1 2
[{"max_memory":2},2,0,7,0]
