--TEST--
A program that takes no notice of its stopSignal is killed after stopTimeout with all that it has started; the log says so
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Command, Event, Pool, WorkerExit};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$dir = temp_dir();
$pool = new Pool(new Command(['sh', '-c', "trap 'echo int >> $dir/got' INT; (trap '' INT; exec sleep 60) & echo \$! > $dir/child; touch $dir/up; while :; do wait; done"], stopSignal: 2, startSeconds: 0),
    workers: 1, stopTimeout: 0.3);
$pool->on(Event::WorkerExit, function (WorkerExit $e) {
    echo json_encode([$e->reason, $e->planned, $e->exitCode, $e->signal]), "\n";
});
$pool->start();
serve_until($pool, fn () => is_file("$dir/up") && lines("$dir/child"));
$pid = $pool->status()->slots[0]->pid;
$pool->stop();
var_dump(lines("$dir/got"), alive($pid), wait_until(fn () => !alive((int) lines("$dir/child")[0])));
echo preg_replace('/^.*slot 0: |\d+/m', '', lines($log)[0]), "\n";
?>
--EXPECT--
["signaled",false,null,9]
array(1) {
  [0]=>
  string(3) "int"
}
bool(false)
bool(true)
worker  did not end in time, sending SIGKILL to its process group
