--TEST--
A program that forks and exits: what it has started ends with it; with killAsGroup: false it is left alone, and gets no signal
--EXTENSIONS--
supervisor
posix
pcntl
--FILE--
<?php
use Supervisor\{Command, Event, Pool, Restart, WorkerExit};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$dir = temp_dir();
foreach ([true, false] as $asGroup) {
    @unlink("$dir/child");
    $pool = new Pool(new Command(['sh', '-c', "sleep 60 & echo \$! > $dir/child; exit 0"], startSeconds: 0, killAsGroup: $asGroup), workers: 1, restart: Restart::OnFailure);
    var_dump($pool->run());
    $child = (int) lines("$dir/child")[0];
    echo json_encode($asGroup ? wait_until(fn () => !alive($child)) : alive($child)), "\n";
    $asGroup || posix_kill($child, SIGKILL);
}

// The signal to stop, and SIGKILL, too.
$pool = new Pool(new Command(['sh', '-c', "trap '' TERM; (trap - TERM; exec sleep 60) & echo \$! > $dir/child2; while :; do wait; done"], startSeconds: 0, killAsGroup: false), workers: 1);
$pool->start();
serve_until($pool, fn () => lines("$dir/child2"));
$child = (int) lines("$dir/child2")[0];
serve_until($pool, fn () => trim((string) @file_get_contents("/proc/$child/comm")) === 'sleep');
$pool->stop(0.2);
echo $pool->status()->exits[0]->signal, ' ', json_encode(alive($child)), "\n";
posix_kill($child, SIGKILL);
echo preg_replace('/^.*slot 0: |\d+/m', '', lines($log)[count(lines($log)) - 2]), "\n";
?>
--EXPECT--
int(0)
true
int(0)
true
9 true
worker  did not end in time, sending SIGKILL to it
