--TEST--
When the master is killed, workers that block the signals a script usually blocks end, too
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/orphans.inc';

orphans(<<<'CODE'
    $pool = new Pool(function (Job $job) use ($dir) {
        pcntl_sigprocmask(SIG_BLOCK, $job->payload === "all" ? array_diff(range(1, 31), [SIGKILL, SIGSTOP]) : [SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGCHLD]);
        note("$dir/up", "up");
        while (true) {
            $job->payload === "all" || usleep(1000);
        }
    }, workers: 2);
    $pool->submit("all");
    $pool->submit("usual");
    CODE, 2);
?>
--EXPECT--
3 processes, nobody is left
