--TEST--
When run() returns, the signal handlers and the mask are as before; a handler of the script for SIGTERM works again
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Pool};

require __DIR__ . '/../helper.inc';

function signals(): string
{
    return implode("\n", preg_grep('/^Sig(Blk|Ign|Cgt)/', file('/proc/self/status')));
}

pcntl_async_signals(true);
pcntl_signal(SIGTERM, function () {
    echo "the handler of the script for SIGTERM\n";
});
pcntl_signal(SIGINT, SIG_IGN);
pcntl_sigprocmask(SIG_BLOCK, [SIGUSR2, SIGHUP]);
$before = signals();

// Twice: ended by a signal, and by having nothing left to do.
$pool = new Pool(function () {}, name: 'one', workers: 2);
$pool->on(Event::JobDone, fn () => posix_kill(getmypid(), SIGTERM));
$pool->submit(1);
echo 'run: ', $pool->run(), "\n";
var_dump(signals() === $before);
$pool = new Pool(function () {}, name: 'two', workers: 2);
$pool->submit(1);
echo 'run: ', $pool->run(), "\n";
var_dump(signals() === $before);
posix_kill(getmypid(), SIGTERM);
posix_kill(getmypid(), SIGINT);
var_dump(has_signal(getmypid(), 'SigBlk', SIGHUP), has_signal(getmypid(), 'SigBlk', SIGUSR2), has_signal(getmypid(), 'SigBlk', SIGTERM));

// An exception of a callback leaves run().
$pool = new Pool(function () {}, name: 'three', workers: 2);
$pool->on(Event::JobDone, fn () => throw new RuntimeException('from a callback'));
$pool->submit(1);
try {
    $pool->run();
} catch (RuntimeException $e) {
    echo $e->getMessage(), "\n";
}
var_dump(signals() === $before);
?>
--EXPECT--
run: 0
bool(true)
run: 0
bool(true)
the handler of the script for SIGTERM
bool(true)
bool(true)
bool(false)
from a callback
bool(true)
