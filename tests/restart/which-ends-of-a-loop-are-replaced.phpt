--TEST--
Restart::Always, OnFailure and Never in a pool with a Loop, and the status of run(): 0 when all have finished, 70 when not
--EXTENSIONS--
supervisor
posix
--INI--
display_errors=0
--FILE--
<?php
use Supervisor\{ExitReason, Loop, Master, Pool, Restart, Worker};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$dir = temp_dir();
foreach (Restart::cases() as $restart) {
    echo "{$restart->name}:";
    foreach (['returns', 'exit 0', 'exit 3', 'throws', 'killed', 'max jobs'] as $how) {
        $file = "$dir/{$restart->name} $how";
        $pool = new Pool(new Loop(function (Worker $worker) use ($how, $file) {
            note($file, "$worker->spawn");
            if ($worker->spawn > 1) { // enough is seen: the pool is stopped
                posix_kill(posix_getppid(), SIGTERM);
                while (!$worker->stopping()) {
                    usleep(1000);
                }
                return;
            }
            match ($how) {
                'returns' => 1,
                'exit 0' => exit(0),
                'exit 3' => exit(3),
                'throws' => throw new RuntimeException('no'),
                'killed' => posix_kill(getmypid(), SIGKILL),
                'max jobs' => $worker->begin(),
            };
            while ($how === 'max jobs' && $worker->next());
        }), name: $how, workers: 1, maxJobs: 1, restart: $restart);
        $status = $pool->run();
        echo " $how ", count(lines($file)) > 1 ? 'yes' : "no=$status";
        $pool->status()->exits[0]->restartIn === null xor count(lines($file)) > 1 or print(' (restartIn is wrong)');
        count(lines($file)) > 1 && $status !== 0 && print(" (status $status)");
    }
    echo "\n";
}
?>
--EXPECT--
Always: returns yes exit 0 yes exit 3 yes throws yes killed yes max jobs yes
OnFailure: returns no=0 exit 0 no=0 exit 3 yes throws yes killed yes max jobs yes
Never: returns no=0 exit 0 no=0 exit 3 no=70 throws no=70 killed no=70 max jobs yes
