--TEST--
A program that daemonizes itself: its parent ends with status 0 before startSeconds, which is a failed boot, and the daemon, in a session of its own, is not the supervisor's
--EXTENSIONS--
supervisor
posix
pcntl
--FILE--
<?php
use Supervisor\{Command, Event, Pool, WorkerExit};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$dir = temp_dir();
$pool = new Pool(new Command(['sh', '-c', "setsid sh -c 'echo \$\$ >> $dir/daemons; exec sleep 60' & while [ ! -s $dir/daemons ]; do sleep 0.01; done; exit 0"], startSeconds: 5), workers: 1);
$pool->on(Event::WorkerExit, function (WorkerExit $e) use ($pool) {
    echo json_encode([$e->reason, $e->exitCode, $e->restartIn > 0]), "\n";
    $pool->stop();
});
$pool->run();
$pid = (int) lines("$dir/daemons")[0];
var_dump(alive($pid), posix_getsid($pid) === $pid);
posix_kill($pid, SIGKILL);
?>
--EXPECT--
["boot_failed",0,true]
bool(true)
bool(true)
