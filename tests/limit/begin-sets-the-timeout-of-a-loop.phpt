--TEST--
In a Loop the time is from Worker::begin() to end(): the pool's timeout, or begin(label, timeout), where 0 is no limit; a hang is told with its label
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Loop, Pool, Worker, WorkerExit};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$dir = temp_dir();
$pool = new Pool(new Loop(function (Worker $worker) use ($dir) {
    usleep(700_000); // no job: no time limit
    $worker->begin('none', 0);
    usleep(700_000);
    $worker->begin('far', 600);
    usleep(700_000);
    $worker->end();
    usleep(700_000);
    for ($i = 0; $i < 20; $i++) {
        $worker->begin('short', 30);
        usleep(1000);
        $worker->end();
    }
    note("$dir/done", "worker $worker->spawn");
    match ($worker->spawn) {
        1 => $worker->begin('by the pool'),
        2 => $worker->begin('by its own', 0.2),
        default => $worker->begin('none', 0),
    };
    while (true) {
        sleep(60);
    }
}), workers: 1, timeout: 0.5);
$pool->on(Event::WorkerExit, fn (WorkerExit $e) => print(json_encode([$e->reason, $e->planned, $e->signal, $e->label, $e->jobs, $e->job, $e->restartIn]) . "\n"));
$pool->start();
serve_until($pool, fn () => count(lines("$dir/done")) === 3, 30) or print("not done\n");
echo implode("\n", lines("$dir/done")), "\n";
foreach ($pool->status()->exits as $exit) {
    preg_match('~^#0 \S+\.php\(\d+\): sleep\(~', $exit->trace) or print("trace: $exit->trace\n");
}
$pool->stop(0);
echo implode("\n", preg_replace('/.*(was killed because its time was up) in .*?(, in job .*?), \d.*/', '$1$2', preg_grep('/its time was up/', lines($log)))), "\n";
?>
--EXPECT--
["timed_out",false,9,"by the pool",22,null,0]
["timed_out",false,9,"by its own",22,null,0]
worker 1
worker 2
worker 3
["signaled",false,9,"none",22,null,null]
was killed because its time was up, in job "by the pool", attempt 1
was killed because its time was up, in job "by its own", attempt 1
