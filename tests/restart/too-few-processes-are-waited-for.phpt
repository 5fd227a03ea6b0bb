--TEST--
When RLIMIT_NPROC lets no worker be forked, several slots say so once each, wait from 1 s on, the master serves on, and all come when it is lifted
--EXTENSIONS--
supervisor
posix
--SKIPIF--
<?php
if (posix_getuid() !== 0) {
    die('skip needs root, to become a user with a limit');
}
?>
--FILE--
<?php
require __DIR__ . '/../helper.inc';

// A user that has no other processes, else they count too.
$uid = 60000 + random_int(0, 4999);
$php = new Php(<<<CODE
    posix_setgid(65534);
    posix_setuid($uid);
    posix_setrlimit(POSIX_RLIMIT_NPROC, 1, 100);
    \$pool = new Pool(fn (Job \$job) => 'done', name: 'pool', workers: 3);
    \$jobs = array_map(\$pool->submit(...), range(1, 10));
    // Two tries each: 1 s, 2 s, 20 % less at most.
    serve_until(\$pool, fn () => max(array_map(fn (\$slot) => \$slot->restartIn, \$pool->status()->slots)) > 1.3);
    \$status = \$pool->status();
    echo implode(' ', array_map(fn (\$slot) => "{\$slot->state->name} \$slot->spawn \$slot->failures", \$status->slots)), ' ', json_encode(\$status->degraded), ' ', counters(\$pool, 10), "\\n";
    posix_setrlimit(POSIX_RLIMIT_NPROC, 100, 100);
    \$pool->wait();
    serve_until_ready(\$pool);
    echo implode(' ', array_map(fn (\$slot) => "{\$slot->state->name} \$slot->spawn", \$pool->status()->slots)), ' ', counters(\$pool, 10), ' ', count(\$pool->status()->exits), " exits\\n";
    \$pool->stop();
    CODE);
var_dump($php->wait(20));
$lines = preg_replace('/^\[.*?\] /', '', explode("\n", trim($php->err())));
sort($lines);
echo $php->out(), implode("\n", $lines), "\n";
var_dump($php->none_left());
?>
--EXPECT--
int(0)
Backoff 0 0 Backoff 0 0 Backoff 0 0 false queued=10
Idle 1 Idle 1 Idle 1 done=10 0 exits
supervisor.error: pool "pool" slot 0: cannot fork a worker: Resource temporarily unavailable (errno 11); will try again, first after 1 s, then less often, up to once a minute
supervisor.error: pool "pool" slot 1: cannot fork a worker: Resource temporarily unavailable (errno 11); will try again, first after 1 s, then less often, up to once a minute
supervisor.error: pool "pool" slot 2: cannot fork a worker: Resource temporarily unavailable (errno 11); will try again, first after 1 s, then less often, up to once a minute
supervisor.warning: pool "pool" slot 0: forking works again
supervisor.warning: pool "pool" slot 1: forking works again
supervisor.warning: pool "pool" slot 2: forking works again
bool(true)
