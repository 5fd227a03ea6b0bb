--TEST--
When the master is killed, a worker that was stopped by SIGSTOP ends, too
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/orphans.inc';

orphans(<<<'CODE'
    posix_setsid(); // as a daemon has it; within the session of a subreaper that adopts the worker nobody would continue it
    $pool = new Pool(function (Job $job) use ($dir) {
        note("$dir/up", (string) getmypid());
        while (true);
    }, workers: 2);
    $pool->submit(1);
    $pool->submit(2);
    CODE, 2, function (Php $php) {
    $pid = (int) $php->lines("up")[0];
    posix_kill($pid, SIGSTOP);
    wait_until(fn () => process_state($pid) === "T") or print("not stopped\n");
});
?>
--EXPECT--
3 processes, nobody is left
