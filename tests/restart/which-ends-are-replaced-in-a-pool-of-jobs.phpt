--TEST--
Restart::Always, OnFailure and Never in a pool with a handler: deaths are not replaced with Never, what recycles a worker always is
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Pool, Restart, WorkerExit};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
foreach (Restart::cases() as $restart) {
    echo "{$restart->name}:";
    foreach (['killed', 'exit 0', 'exit 3', 'fatal', 'max jobs', 'asked'] as $how) {
        $pool = new Pool(function (Job $job) {
            match ($job->payload) {
                'killed' => posix_kill(getmypid(), SIGKILL),
                'exit 0' => exit(0),
                'exit 3' => exit(3),
                'fatal' => eval('function twice() {} function twice() {}'),
                'asked' => posix_kill(getmypid(), SIGTERM),
                'max jobs' => 1,
            };
        }, name: $how, workers: 1, maxJobs: $how === 'max jobs' ? 1 : 0, maxAttempts: 1, restart: $restart);
        $pool->submit($how);
        $pool->wait();
        serve_until($pool, fn () => count($pool->status()->exits) === 1) or print("no exit\n");
        $exit = $pool->status()->exits[0];
        echo " $how " . ($exit->restartIn === null ? 'no' : 'yes');
        $pool->stop();
    }
    echo "\n";
}
?>
--INI--
display_errors=0
--EXPECT--
Always: killed yes exit 0 yes exit 3 yes fatal yes max jobs yes asked yes
OnFailure: killed yes exit 0 yes exit 3 yes fatal yes max jobs yes asked yes
Never: killed no exit 0 no exit 3 no fatal no max jobs yes asked yes
