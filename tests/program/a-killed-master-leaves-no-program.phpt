--TEST--
kill -9 of the master: its programs are gone within a second, also one that has switched its user and ignores signals
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/../helper.inc';

$php = new Php(<<<'PHP'
    $user = posix_geteuid() === 0 && posix_getpwnam('daemon') ? ['user' => 'daemon'] : [];
    $pools = [
        new Pool(new Supervisor\Command(['sleep', '60'], startSeconds: 0), name: 'a', workers: 3),
        new Pool(new Supervisor\Command(['sh', '-c', 'trap "" TERM HUP INT RTMAX; exec sleep 60'], ...$user, startSeconds: 0), name: 'b', workers: 2),
    ];
    foreach ($pools as $pool) {
        $pool->on(Event::WorkerReady, fn ($slot) => note("$dir/ready", $slot->pid));
    }
    Supervisor\run(...$pools);
    PHP);
$php->wait_for('ready', 5);
$pids = $php->lines('ready');
posix_kill($php->pid, SIGKILL);
var_dump($php->none_left(), count($pids), array_filter(array_map(fn ($pid) => alive((int) $pid), $pids)));
?>
--EXPECT--
bool(true)
int(5)
array(0) {
}
