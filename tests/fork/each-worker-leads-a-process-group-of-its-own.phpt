--TEST--
Each worker leads a process group of its own, in the session of the master
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\Pool;

$pool = new Pool(fn () => [posix_getpid(), posix_getpgrp(), posix_getsid(0), posix_getppid()], workers: 2, maxJobs: 1);
foreach ($pool->map([1, 2, 3, 4], ordered: true) as $job) {
    [$pid, $group, $session, $parent] = $job->result();
    var_dump($group === $pid, $group !== posix_getpgrp(), $session === posix_getsid(0), $parent === posix_getpid());
}
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
