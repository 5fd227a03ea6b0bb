--TEST--
What a hung job has started ends with it: children by proc_open(), by fork, and theirs
--EXTENSIONS--
supervisor
posix
pcntl
--FILE--
<?php
require __DIR__ . '/../helper.inc';

$php = new Php(<<<'CODE'
    $pool = new Pool(function (Job $job) use ($dir) {
        $GLOBALS['child'] = proc_open('trap "" TERM HUP; sleep 600 & echo $! >> ' . "$dir/pids" . '; wait; sleep 600', [], $pipes);
        note("$dir/pids", (string) proc_get_status($GLOBALS['child'])['pid']);
        $fork = pcntl_fork();
        if ($fork === 0) {
            pcntl_sigprocmask(SIG_BLOCK, [SIGTERM, SIGINT, SIGHUP]);
            while (true) {
                sleep(600);
            }
        }
        note("$dir/pids", (string) $fork);
        wait_until(fn () => count(lines("$dir/pids")) === 3);
        sleep(600);
    }, workers: 1, maxAttempts: 1);
    $job = $pool->submit(1, timeout: 1.0 * SLOWER);
    $pool->wait();
    echo $job->failure()->reason->name, "\n";
    $pids = array_map('intval', lines("$dir/pids"));
    echo count($pids), " processes\n";
    echo wait_until(fn () => !array_filter($pids, alive(...)), 1) ? "none is left\n" : "left behind\n";
    CODE);
var_dump($php->wait());
echo $php->out();
var_dump($php->none_left());
?>
--EXPECT--
int(0)
TimedOut
3 processes
none is left
bool(true)
