--TEST--
cancel() in a signal handler that runs between the death of the worker and the news of it: the slot goes on, and so after an exception of such a handler
--EXTENSIONS--
supervisor
pcntl
posix
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

function dies(Job $job)
{
    global $dir;

    if ($job->payload === 'dies') {
        wait_until(fn () => is_file("$dir/go"));
        unlink("$dir/go");
        posix_kill(getmypid(), SIGKILL);
    }
    return 'ok';
}

function go(callable $handler, bool $force): void
{
    global $dir;

    $job = null;
    pcntl_signal(SIGCHLD, function () use (&$job, $handler) {
        if ($job) {
            $it = $job;
            $job = null;
            $handler($it);
        }
    });
    $pool = new Pool(dies(...), workers: 1, maxAttempts: 2, backoff: 0);
    serve_until_ready($pool->start() ?? $pool);
    $mine = $pool->submit('dies');
    serve_until($pool, fn () => $mine->state()->value === 'running');
    $job = $mine;
    touch("$dir/go");
    try {
        serve_until($pool, fn () => !$job);
    } catch (RuntimeException $e) {
        echo $e->getMessage(), ' ';
        var_dump($mine->state()->value, $mine->cancel($force));
    }
    echo $pool->submit('next')->await(PATIENCE * SLOWER), ', ', $mine->state()->value, ', ';
    $why = $mine->failure()->previous;
    // With force a handler that is so early that the master has not yet reaped the worker kills it once more: then it is dead for cancel().
    echo ($why?->reason->value === 'signaled' && $mine->crashes === 1) || ($force && $why === null && $mine->crashes === 0) ? 'killed' : json_encode([$why, $mine->crashes]), ', ',
        counters($pool, 2), ', ', $pool->status()->slots[0]->state->value, "\n";
    $pool->stop();
}

$dir = temp_dir();
log_to_file();
pcntl_async_signals(true);
foreach ([false, true] as $force) {
    go(fn (Job $job) => var_dump($job->state()->value, $job->cancel($force)), $force);
    go(fn (Job $job) => throw new RuntimeException('a signal'), $force);
}
?>
--EXPECT--
string(7) "running"
bool(true)
ok, cancelled, killed, done=1 cancelled=1, idle
a signal string(7) "running"
bool(true)
ok, cancelled, killed, done=1 cancelled=1, idle
string(7) "running"
bool(true)
ok, cancelled, killed, done=1 cancelled=1, idle
a signal string(7) "running"
bool(true)
ok, cancelled, killed, done=1 cancelled=1, idle
