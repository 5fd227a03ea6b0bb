--TEST--
Objects that the master makes while it serves, in callbacks, handlers and between calls, are not destructed by the workers that are forked later
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Master, Pool, WorkerExit};

require __DIR__ . '/../helper.inc';

define('MASTER', getmypid());
log_to_file();

class Witness
{
    public function __construct(private string $name) {}

    public function __destruct()
    {
        if (getmypid() !== MASTER) {
            note($GLOBALS['dir'] . '/said', $this->name);
        }
    }
}

$dir = temp_dir();
$kept = [];
pcntl_signal(SIGUSR1, function () use (&$kept) {
    $kept[] = new Witness('made in a signal handler');
    note($GLOBALS['dir'] . '/signals', '');
});
pcntl_async_signals(true);

$pool = new Pool(function (Job $job) {
    if ($job->payload === 'die') {
        posix_kill(getmypid(), SIGKILL);
    }
    if ($job->payload === 'signal') {
        posix_kill(posix_getppid(), SIGUSR1);
    }
    return $GLOBALS['kept'] = null; // drops those of the master
}, workers: 1, maxAttempts: 1);
$pool->on(Event::JobFailed, fn () => 0);
$exits = 0;
$pool->on(Event::WorkerExit, function (WorkerExit $exit) use (&$kept, &$exits) {
    $kept[] = new Witness('made in a callback ' . ++$exits);
});
$ready = 0;
$pool->on(Event::WorkerReady, function () use (&$ready) {
    $ready++;
});

// Within one call: each death makes one, and the next worker inherits it.
$jobs = [$pool->submit('die'), $pool->submit('drop'), $pool->submit('die'), $pool->submit('drop'), $pool->submit('signal')];
$pool->wait(PATIENCE * SLOWER);
serve_until($pool, fn () => lines("$dir/signals"));
$pool->submit('die');
$pool->submit('drop');
$pool->wait(PATIENCE * SLOWER);

// Between two calls.
$kept[] = new Witness('made between two calls');
$pool->submit('die');
$pool->submit('drop');
$pool->wait(PATIENCE * SLOWER);
echo $exits, ' exits, ', $ready, ' workers, ', count($kept), " objects\n";
$pool->stop();
var_dump(lines("$dir/said"));
?>
--EXPECT--
4 exits, 5 workers, 6 objects
array(0) {
}
