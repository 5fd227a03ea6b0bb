--TEST--
stop() works in a signal handler, a destructor, a Fiber, an autoloader and the garbage collector: the running job is finished
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Pool};

require __DIR__ . '/../helper.inc';

$dir = temp_dir();

function stops(string $where, Closure $call): void
{
    global $pool, $pids, $dir;

    $pool = new Pool(function (Job $job) use ($dir) {
        touch("$dir/began");
        wait_until(fn () => $job->stopping());
        return 'finished';
    }, workers: 2);
    $job = $pool->submit(1);
    serve_until($pool, fn () => is_file("$dir/began"));
    serve_until_ready($pool);
    $pids = array_column($pool->status()->slots, 'pid');
    $ended = 0;
    $pool->on(Event::WorkerExit, function () use (&$ended) {
        $ended++;
    });
    $call();
    echo "$where: ", $job->state()->value, ' ', $job->state()->value === 'done' ? $job->result() : '', ", told of $ended ends\n";
    unlink("$dir/began");
}

function stop(): void
{
    global $pool, $pids;

    $pool->stop();
    echo count(array_filter($pids, alive(...))), ' left after ';
}

pcntl_async_signals(true);
pcntl_signal(SIGUSR1, fn () => stop());
stops('signal handler', fn () => posix_kill(getmypid(), SIGUSR1));

class Cycle
{
    public ?self $self = null;

    public function __destruct()
    {
        stop();
    }
}
stops('destructor', function () {
    $o = new Cycle;
    $o = null;
});
stops('garbage collector', function () {
    $o = new Cycle;
    $o->self = $o;
    $o = null;
    gc_collect_cycles();
});

stops('Fiber', fn () => (new Fiber(stop(...)))->start());
stops('Fiber whose callbacks suspend', function () {
    global $pool;

    $pool->on(Event::WorkerExit, function () {
        echo thrown(fn () => Fiber::suspend()), "\n";
    });
    $fiber = new Fiber(function () {
        stop();
        Fiber::suspend();
    });
    $fiber->start();
    echo $fiber->isSuspended() ? 'suspended, ' : 'NOT SUSPENDED, ';
});
stops('Fibers in callbacks', function () {
    global $pool;

    $pool->on(Event::WorkerExit, function () {
        $fiber = new Fiber(fn () => print(Fiber::suspend('suspended, ')));
        echo $fiber->start();
        $fiber->resume('resumed, ');
    });
    stop();
});

spl_autoload_register(fn () => stop());
stops('autoloader', fn () => class_exists('Nowhere'));
no_cycles();
?>
--EXPECT--
0 left after signal handler: done finished, told of 2 ends
0 left after destructor: done finished, told of 2 ends
0 left after garbage collector: done finished, told of 2 ends
0 left after Fiber: done finished, told of 2 ends
FiberError: Cannot switch fibers in current execution context
FiberError: Cannot switch fibers in current execution context
0 left after suspended, Fiber whose callbacks suspend: done finished, told of 2 ends
suspended, resumed, suspended, resumed, 0 left after Fibers in callbacks: done finished, told of 2 ends
0 left after autoloader: done finished, told of 2 ends
