--TEST--
A program that cannot be started: the log and WorkerExit say at which step and why, with the errno; it is a failed boot on the ladder, and no status 127
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Command, Event, Pool, WorkerExit};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$dir = temp_dir();
file_put_contents("$dir/plain", 'x');
file_put_contents("$dir/empty", 'no program');
chmod("$dir/empty", 0755);
file_put_contents("$dir/lost", "#!/nowhere/php\n");
chmod("$dir/lost", 0755);
$commands = [
    new Command(['nothing-of-that-name'], env: ['PATH' => '/usr/bin:/bin']),
    new Command(['plain'], env: ['PATH' => $dir]),
    new Command(['/nowhere/php']),
    new Command(["$dir/plain"]),
    new Command(["$dir/empty"]),
    new Command(["$dir/lost"]),
    new Command([$dir]),
    new Command(['sleep', '60'], directory: '/nowhere'),
    new Command(['./sleep', '60'], directory: '/etc'),
    new Command(['sleep', '60'], user: 'nobody-of-that-name'),
    new Command(['sleep', '60'], user: '4000000123'),
    new Command(['sleep', '60'], group: 'no-such-group'),
];
foreach ($commands as $command) {
    $exits = [];
    $pool = new Pool($command, name: 'x', workers: 1);
    $pool->on(Event::WorkerExit, function (WorkerExit $e) use (&$exits) {
        $exits[] = $e;
    });
    $pool->start();
    serve_until($pool, function () use (&$exits) {
        return count($exits) >= 2;
    });
    $e = $exits[0];
    echo str_replace($dir, 'DIR', $e->message), "\n";
    if ([$e->reason->value, $e->planned, $e->pid, $e->exitCode, $e->signal, $exits[1]->spawn] !== ['boot_failed', false, 0, null, null, 2] ||
        $e->restartIn < 0.08 || $e->restartIn > 0.12 || $exits[1]->restartIn < 0.16 || $exits[1]->restartIn > 0.24) {
        var_dump($e, $exits[1]);
    }
    $slot = $pool->status()->slots[0];
    if ($slot->state->value !== 'backoff' || $slot->failures < 2 || $slot->pid !== 0) {
        var_dump($slot);
    }
    $pool->stop();
}
echo preg_replace('/^\[.*?\] |in 0\.\d s/m', '', lines($log)[0]), "\n";
?>
--EXPECT--
there is no "nothing-of-that-name" in the PATH of its environment, /usr/bin:/bin: No such file or directory (errno 2)
cannot run "plain" in the PATH of its environment, DIR: Permission denied (errno 13)
cannot run "/nowhere/php": No such file or directory (errno 2)
cannot run "DIR/plain": Permission denied (errno 13)
cannot run "DIR/empty": Exec format error (errno 8); a script needs a first line with #!
cannot run "DIR/lost": No such file or directory (errno 2); the interpreter in its first line is not there
cannot run "DIR": Permission denied (errno 13)
cannot change to directory "/nowhere": No such file or directory (errno 2)
cannot run "./sleep": No such file or directory (errno 2)
there is no user "nobody-of-that-name"
user 4000000123 has no entry, so its group is not known: give a group as well
there is no group "no-such-group"
supervisor.warning: pool "x" slot 0: a worker could not be started: there is no "nothing-of-that-name" in the PATH of its environment, /usr/bin:/bin: No such file or directory (errno 2); next worker 
