--TEST--
Handlers of pcntl_signal() for other signals run while run() serves, and an alarm does too
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

$dir = temp_dir();
pcntl_async_signals(true);
$seen = [];
pcntl_signal(SIGUSR1, function (int $signal) use (&$seen, $dir) {
    $seen[] = 'USR1';
    touch("$dir/usr1");
});
pcntl_signal(SIGALRM, function (int $signal) use (&$seen, $dir) {
    $seen[] = 'ALRM';
    touch("$dir/alrm");
});
$pool = new Pool(function (Job $job) use ($dir) {
    posix_kill(posix_getppid(), SIGUSR1);
    return [wait_until(fn () => is_file("$dir/usr1")), wait_until(fn () => is_file("$dir/alrm"))];
}, workers: 1);
$job = $pool->submit(1);
pcntl_alarm(1);
echo $pool->run(), ' ', json_encode($job->result()), ' ', json_encode($seen), "\n";
?>
--EXPECT--
0 [true,true] ["USR1","ALRM"]
