--TEST--
A Loop that takes no notice of SIGTERM is killed at stopTimeout, with its label in WorkerExit, and run() returns 1
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Loop, Pool, Worker, WorkerExit};

require __DIR__ . '/../helper.inc';

log_to_file();
$dir = temp_dir();
$pool = new Pool(new Loop(function (Worker $worker) use ($dir) {
    pcntl_signal(SIGTERM, SIG_IGN);
    $worker->begin('the endless job');
    touch("$dir/began");
    while (true) {
        usleep(1000);
    }
}), workers: 1, stopTimeout: 0.2);
$pool->on(Event::WorkerReady, fn () => $pool->stop());
$pool->on(Event::WorkerExit, function (WorkerExit $exit) {
    echo json_encode([$exit->reason, $exit->signal, $exit->planned, $exit->restartIn]), "\n";
});
var_dump($pool->run());

// Once more with the label, which needs the worker to have begun.
$pool = new Pool(new Loop(function (Worker $worker) use ($dir) {
    pcntl_signal(SIGTERM, SIG_IGN);
    $worker->begin('the endless job');
    touch("$dir/began-2");
    while (true) {
        usleep(1000);
    }
}), workers: 1, stopTimeout: 0.1);
$pool->start();
serve_until($pool, fn () => is_file("$dir/began-2"));
$pool->stop();
$exit = $pool->status()->exits[0];
var_dump($exit->label, $exit->job, $exit->jobs, $exit->signal);
?>
--EXPECT--
["signaled",9,false,null]
int(1)
string(15) "the endless job"
NULL
int(0)
int(9)
