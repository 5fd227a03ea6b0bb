--TEST--
A worker ignores SIGHUP also while it runs a pool of its own; so do the workers of that one, and afterwards it does as before
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

$outer = new Pool(function (Job $job) {
    $inner = new Pool(function (Job $job) {
        posix_kill(posix_getppid(), SIGHUP);
        posix_kill(getmypid(), SIGHUP);
        return has_signal(getmypid(), 'SigIgn', SIGHUP);
    }, name: 'inner', workers: 1);
    $ignored = $inner->submit(1);
    $inner->run();
    posix_kill(getmypid(), SIGHUP);
    return [$ignored->result(), $inner->status()->restarts, $inner->status()->recycled, has_signal(getmypid(), 'SigIgn', SIGHUP),
        has_signal(getmypid(), 'SigCgt', SIGTERM)];
}, name: 'outer', workers: 1);
echo json_encode($outer->submit(1)->await()), "\n";
echo count($outer->status()->exits), "\n";
$outer->stop();
?>
--EXPECT--
[true,0,{"stopped":1},true,true]
0
