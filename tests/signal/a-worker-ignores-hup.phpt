--TEST--
A worker ignores SIGHUP, busy or idle; its handler may take the signal over
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

$pool = new Pool(function (Job $job) {
    if ($job->payload === 'take') {
        pcntl_async_signals(true);
        pcntl_signal(SIGHUP, function () {
            global $got;
            $got = 'the handler of the worker ran';
        });
    }
    posix_kill(getmypid(), SIGHUP);
    return $GLOBALS['got'] ?? getmypid();
}, workers: 1);
$pid = $pool->submit('busy')->await();
posix_kill($pid, SIGHUP);
var_dump($pool->submit('again')->await() === $pid, has_signal($pid, 'SigIgn', SIGHUP));
var_dump($pool->submit('take')->await());
var_dump(count($pool->status()->exits));
$pool->stop();
?>
--EXPECT--
bool(true)
bool(true)
string(29) "the handler of the worker ran"
int(0)
