--TEST--
When the master is killed, processes that its workers started end, too
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/orphans.inc';

orphans(<<<'CODE'
    $pool = new Pool(function (Job $job) use ($dir) {
        match ($job->payload) {
            "proc_open" => $child = proc_open(["sleep", "60"], [], $pipes),
            "popen" => $child = popen("exec sleep 60", "r"),
            "fork" => pcntl_fork() === 0 && sleep(60),
        };
        note("$dir/up", "up");
        sleep(60);
    }, workers: 3);
    foreach (["proc_open", "popen", "fork"] as $what) {
        $pool->submit($what);
    }
    CODE, 3);
?>
--EXPECT--
7 processes, nobody is left
