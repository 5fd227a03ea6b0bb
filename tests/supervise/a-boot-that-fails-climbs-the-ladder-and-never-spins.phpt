--TEST--
A boot that throws, exits or dies is BootFailed, climbs the ladder 0.1, 0.2, 0.4 s and never spins; the exception is in WorkerExit::$message
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Pool, Worker};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$dir = temp_dir();
$boots = [
    'throws' => fn () => throw new RuntimeException("no database\nhere"),
    'exits' => fn () => exit(4),
    'succeeds in exiting' => fn () => exit(0),
    'dies' => fn () => posix_kill(getmypid(), SIGKILL) && sleep(60),
];
$pools = [];
foreach ($boots as $how => $boot) {
    $pools[$how] = new Pool(fn () => 1, name: $how, workers: 1, boot: function (Worker $worker) use ($how, $boot, $dir) {
        note("$dir/$how", "$worker->spawn");
        $boot();
    });
    $pools[$how]->start();
}
$pools['throws']->tick(1.0);
foreach ($pools as $how => $pool) {
    $count = count(lines("$dir/$how"));
    $count >= 3 && $count <= 4 || SLOWER > 1 && $count < 4 || print("$count boots in a second\n");
    lines("$dir/$how") === array_map('strval', range(1, $count)) || print("spawn numbers are wrong\n");
    $exits = $pool->status()->exits;
    foreach ($exits as $n => $exit) {
        $ladder = 0.1 * 2 ** $n;
        $exit->restartIn >= $ladder * 0.8 && $exit->restartIn <= $ladder * 1.2 || print("failure $n: restartIn $exit->restartIn\n");
    }
    echo "$how: ", json_encode([$exits[0]->reason, $exits[0]->planned, $exits[0]->exitCode, $exits[0]->signal, $exits[0]->job, $exits[0]->jobs]),
        ' ', preg_replace('~\S+/~', '', $exits[0]->message), "\n";
    $slot = $pool->status()->slots[0];
    $slot->failures === count($exits) || print("$slot->failures failures\n");
}
foreach ($pools as $pool) {
    $pool->stop();
}
echo preg_grep('/throws.*before it was ready.*no database here.*next worker in 0\.\d s/', lines($log)) ? "in the log\n" : file_get_contents($log);
?>
--EXPECTF--
throws: ["boot_failed",false,255,null,null,0] RuntimeException: no database here in %s:%d
exits: ["boot_failed",false,4,null,null,0] exit(4) was called
succeeds in exiting: ["boot_failed",false,0,null,null,0] exit(0) was called
dies: ["boot_failed",false,null,9,null,0] 
in the log
