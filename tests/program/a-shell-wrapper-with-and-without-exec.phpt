--TEST--
A shell wrapper: with exec the worker is the program itself; without, the signal reaches both, for it goes to the group, and nothing is left
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Command, Pool};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$dir = temp_dir();
foreach (['exec sleep 60' => 'sleep', 'sleep 60 & echo $! > ' . "$dir/child; wait" => 'sh'] as $script => $name) {
    $pool = new Pool(new Command(['sh', '-c', $script], startSeconds: 0), workers: 1);
    $pool->start();
    $pid = $pool->status()->slots[0]->pid;
    wait_until(fn () => trim(file_get_contents("/proc/$pid/comm")) === $name && ($name === 'sleep' || lines("$dir/child")));
    echo file_get_contents("/proc/$pid/comm");
    $pool->stop(20);
    $exit = $pool->status()->exits[0];
    echo json_encode([$exit->reason, $exit->planned, $exit->exitCode, $exit->signal]), ' ', json_encode(alive($pid)), "\n";
}
echo json_encode(wait_until(fn () => !alive((int) lines("$dir/child")[0]))), "\n";
?>
--EXPECT--
sleep
["stopped",true,null,15] false
sh
["stopped",true,null,15] false
true
