--TEST--
When fork() fails (RLIMIT_NPROC), the log says why in words, the slots climb a ladder from 1 s, and workers come once it works again
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
    // Two processes: the master and the sleep, which goes away later.
    \$sleep = proc_open(['sleep', '60'], [], \$pipes);
    posix_setrlimit(POSIX_RLIMIT_NPROC, 2, 2);
    \$pool = new Pool(fn (Job \$job) => 'done', name: 'pool', workers: 1);
    \$job = \$pool->submit(1);
    \$start = microtime(true);
    \$pool->tick(0.3);
    \$slot = \$pool->status()->slots[0];
    echo json_encode([\$slot->state, \$slot->pid, \$slot->spawn, \$slot->restartIn > 0.3 && \$slot->restartIn < 1.2, \$job->state()]), "\\n";
    proc_terminate(\$sleep, 9);
    proc_close(\$sleep);
    echo \$job->await(), ' ';
    \$took = microtime(true) - \$start;
    echo json_encode(\$took > 0.8 && \$took < 1.2 + 0.5 * SLOWER ?: \$took), "\\n";
    echo \$pool->status()->slots[0]->spawn, ' ', count(\$pool->status()->exits), "\\n";
    CODE);
var_dump($php->wait());
echo $php->out(), preg_replace('/^\[.*?\] /m', '', $php->err());
var_dump($php->none_left(0));
?>
--EXPECT--
int(0)
["backoff",0,0,true,"queued"]
done true
1 0
supervisor.error: pool "pool" slot 0: cannot fork a worker: Resource temporarily unavailable (errno 11); will try again, first after 1 s, then less often, up to once a minute
supervisor.warning: pool "pool" slot 0: forking works again
bool(true)
