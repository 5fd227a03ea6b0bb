--TEST--
When a master that runs has no descriptors left (EMFILE), workers that died are waited for from 1 s on; it is never fatal, said once per cause, and heals
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/../helper.inc';

// None at all, or none in the range where the supervisor keeps its own: what is open stays open.
foreach ([3, 100] as $limit) {
    $php = new Php(<<<CODE
    \$pool = new Pool(fn (Job \$job) => \$job->payload === 'die' ? posix_kill(getmypid(), SIGKILL) : getmypid(), name: 'pool', workers: 2, maxAttempts: 1);
    \$pool->on(Event::JobFailed, fn () => 1);
    \$pool->start();
    serve_until_ready(\$pool);
    \$before = posix_getrlimit();
    posix_setrlimit(POSIX_RLIMIT_NOFILE, $limit, \$before['hard openfiles']);
    \$pool->submit('die');
    // Two tries.
    serve_until(\$pool, fn () => max(array_map(fn (\$slot) => \$slot->restartIn, \$pool->status()->slots)) > 1.3) or print("does not wait\n");
    // The other one works on.
    \$pids = [];
    foreach (\$pool->map(range(1, 20)) as \$job) {
        \$pids[\$job->result()] = 1;
    }
    \$states = array_map(fn (\$slot) => \$slot->state->name, \$pool->status()->slots);
    sort(\$states);
    echo count(\$pids), ' worker, ', implode(' ', \$states), ' ', counters(\$pool, 21), "\n";
    posix_setrlimit(POSIX_RLIMIT_NOFILE, \$before['soft openfiles'], \$before['hard openfiles']);
    serve_until_ready(\$pool) or print("does not heal\n");
    foreach (\$pool->map(range(1, 20)) as \$job) {
        \$job->result();
    }
    echo implode(' ', array_map(fn (\$slot) => \$slot->state->name, \$pool->status()->slots)), ' ', counters(\$pool, 41), ' ', count(\$pool->status()->exits), " exits\n";
    \$pool->stop();
    CODE);
    var_dump($php->wait(20));
    echo $php->out(), preg_replace(['/^\[.*?\] /m', '/slot \d/'], ['', 'slot #'], implode("\n", preg_grep('/fork/', explode("\n", $php->err())))), "\n";
    var_dump($php->none_left());
}
?>
--EXPECT--
int(0)
1 worker, Backoff Idle done=20 failed=1
Idle Idle done=40 failed=1 1 exits
supervisor.error: pool "pool" slot #: cannot fork a worker: Too many open files (errno 24); will try again, first after 1 s, then less often, up to once a minute
supervisor.warning: pool "pool" slot #: forking works again
bool(true)
int(0)
1 worker, Backoff Idle done=20 failed=1
Idle Idle done=40 failed=1 1 exits
supervisor.error: pool "pool" slot #: cannot fork a worker: Too many open files (errno 24); will try again, first after 1 s, then less often, up to once a minute
supervisor.warning: pool "pool" slot #: forking works again
bool(true)
