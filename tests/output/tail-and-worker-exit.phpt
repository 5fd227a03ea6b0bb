--TEST--
Pool::tail() and WorkerExit::$output: the last of it, of a worker that is dead too, also with Output::none(); of each worker only its own
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Log, Loop, Master, Output, Pool, Rotate, Worker, WorkerExit};

require dirname(__DIR__) . '/helper.inc';

log_to_file();
$pool = new Pool(function (Job $job) {
    echo "$job->payload out\n";
    file_put_contents('php://stderr', "$job->payload err\n"); // STDERR is closed
    if ($job->payload === 'dies') {
        echo 'last words';
        posix_kill(getmypid(), SIGKILL);
    }
}, workers: 1, maxAttempts: 1, output: Output::none());
$pool->on(Event::WorkerExit, function (WorkerExit $exit) {
    echo $exit->reason->value, ' ', json_encode(preg_replace('/x+/', 'X', $exit->output)), "\n";
});
echo json_encode($pool->tail(0)), "\n";
foreach (['one', 'dies', 'two'] as $payload) {
    $pool->submit($payload);
}
$pool->wait();
echo json_encode([$pool->tail(0), $pool->tail(0, 8), $pool->tail(0, 10, 'stdout'), $pool->tail(0, stream: 'stderr')]), "\n";
$pool->submit(str_repeat('x', 30000));
$pool->wait();
echo strlen($pool->tail(0, 65536, 'stdout')) >= 16384 ? 'at least a ring' : 'less', ' ', strlen($pool->tail(0)), "\n";
foreach ([fn () => $pool->tail(1), fn () => $pool->tail(-1), fn () => $pool->tail(0, 0), fn () => $pool->tail(0, 65537), fn () => $pool->tail(0, 1, 'x'), fn () => (new Pool(fn () => 1))->tail(0)] as $bad) {
    echo thrown($bad), "\n";
}
$pool->stop();
echo substr_count($pool->status()->exits[1]->output, "x"), "\n", thrown(fn () => $pool->tail(0)), "\n";
?>
--EXPECT--
""
signaled "one out\ndies out\nlast words\none err\ndies err\n"
["one out\ndies out\nlast wordstwo out\none err\ndies err\ntwo err\n","out\nerr\n","dstwo out\n","one err\ndies err\ntwo err\n"]
at least a ring 4096
ValueError: Supervisor\Pool::tail(): Argument #1 ($slot) must be the number of a slot, 1 given
ValueError: Supervisor\Pool::tail(): Argument #1 ($slot) must be the number of a slot, -1 given
ValueError: Supervisor\Pool::tail(): Argument #2 ($bytes) must be between 1 and 65536, 0 given
ValueError: Supervisor\Pool::tail(): Argument #2 ($bytes) must be between 1 and 65536, 65537 given
ValueError: Supervisor\Pool::tail(): Argument #3 ($stream) must be "stdout", "stderr" or null, "x" given
Supervisor\StateError: Pool::tail() cannot be called: pool "default" has no $output; Output::none() keeps the last of it
stopped "X out\nX err\n"
4086
Supervisor\StateError: Pool::tail() cannot be called: pool "default" was stopped
