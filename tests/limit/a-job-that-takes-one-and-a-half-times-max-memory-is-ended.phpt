--TEST--
A job that has more than one and a half times maxMemory while it runs is ended as OutOfMemory, a crash; one below that is finished
--EXTENSIONS--
supervisor
posix
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
use Supervisor\{Event, Job, Loop, Pool, Worker, WorkerExit};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$pool = new Pool(function (Job $job) {
    if ($job->payload === 'far over') {
        $GLOBALS['much'] = str_repeat('x', 200 << 20);
        while (true) {
            usleep(10_000);
        }
    }
    // The master looks each second while jobs run: it sees this one twice.
    $GLOBALS['some'] = str_repeat('x', 100 << 20);
    $until = microtime(true) + 2.2;
    while (microtime(true) < $until) {
        usleep(10_000);
    }
    return 'done';
}, workers: 2, maxMemory: '100M', maxAttempts: 5, maxCrashes: 1);
$over = $pool->submit('over');
$far = $pool->submit('far over');
$pool->wait(20);
echo 'over: ', $over->failure()?->reason->name ?? $over->result(), "\n";
$why = $far->failure();
echo 'far over: ', json_encode([$why->reason, $far->attempt, $far->crashes, $why->signal]), ' ', preg_replace('/ in \{.*/', '', $why->message), "\n";
preg_match('~^#0 \S+\(\d+\): usleep~', $why->trace) or print("trace: $why->trace\n");
serve_until($pool, fn () => count($pool->status()->exits) === 2);
foreach ($pool->status()->exits as $e) {
    $ends[] = json_encode([$e->reason, $e->planned, $e->signal, $e->jobs, $e->peakMemory > 100e6]);
}
sort($ends);
echo implode("\n", $ends), "\n";
$pool->stop();

// A Loop: in a job that it tells of it may be over by half.
$pool = new Pool(new Loop(function (Worker $worker) {
    $worker->begin('the job');
    if ($worker->spawn === 1) {
        $GLOBALS['much'] = str_repeat('x', 200 << 20);
    }
    while (!$worker->stopping()) {
        usleep(10_000);
    }
}), workers: 1, maxMemory: '100M', name: 'loop');
$pool->start();
serve_until($pool, fn () => $pool->status()->exits && $pool->status()->slots[0]->spawn === 2);
$e = $pool->status()->exits[0];
echo 'loop: ', json_encode([$e->reason, $e->planned, $e->label]), "\n";
$pool->stop();
?>
--EXPECT--
over: done
far over: ["out_of_memory",1,1,9] its worker was killed because it had more than one and a half times maxMemory
["max_memory",true,null,1,true]
["out_of_memory",false,9,0,true]
loop: ["out_of_memory",false,"the job"]
