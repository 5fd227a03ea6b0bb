--TEST--
When the master is killed, workers that compute, sleep or wait for input end
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/orphans.inc';

orphans(<<<'CODE'
    $pool = new Pool(function (Job $job) use ($dir) {
        note("$dir/up", "up");
        match ($job->payload) {
            "compute" => (function () { while (true); })(),
            "sleep" => sleep(60),
            "read" => fread(stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0)[0], 1),
            "flock" => flock(fopen(__FILE__, "r"), LOCK_SH) && usleep(60_000_000),
        };
    }, workers: 4);
    foreach (["compute", "sleep", "read", "flock"] as $what) {
        $pool->submit($what);
    }
    CODE, 4);
?>
--EXPECT--
5 processes, nobody is left
