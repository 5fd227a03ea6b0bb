--TEST--
A worker that the kernel's OOM killer ends in a memory cgroup is told as killed by SIGKILL, its job as a crash, and the pool goes on
--EXTENSIONS--
supervisor
posix
--SKIPIF--
<?php
require __DIR__ . '/cgroup.inc';
[$dir, $why] = make_cgroup();
if ($why) {
    die("skip $why");
}
rmdir($dir);
if (getenv('SUPERVISOR_TEST_ASAN')) {
    die('skip the sanitizers need memory of their own');
}
?>
--INI--
memory_limit=1G
--FILE--
<?php
require __DIR__ . '/../helper.inc';
require __DIR__ . '/cgroup.inc';

[$cgroup] = make_cgroup();
$php = new Php('$cgroup = ' . var_export($cgroup, true) . ';' . <<<'CODE'
    $pool = new Pool(function (Job $job) use ($cgroup) {
        if ($job->payload === 'much') {
            file_put_contents("$cgroup/cgroup.procs", (string) getmypid());
            $much = [];
            while (true) {
                $much[] = str_repeat('x', 4 << 20);
            }
        }
        return 'done';
    }, name: 'p', workers: 2, maxAttempts: 3, maxCrashes: 1);
    $pool->on(Event::WorkerExit, fn (WorkerExit $e) => $e->planned || print("{$e->reason->name} $e->signal, restartIn $e->restartIn, peak " . ($e->peakMemory > 30e6 ? 'is known' : $e->peakMemory) . "\n"));
    $jobs = [$pool->submit('much'), $pool->submit('little'), $pool->submit('little')];
    $pool->wait();
    foreach ($jobs as $job) {
        echo $job->state()->name, ' ', $job->failure()?->reason->name, " crashes $job->crashes\n";
    }
    serve_until_ready($pool);
    echo counters($pool, 3), "\n";
    $pool->stop();
    CODE, '-d memory_limit=1G');
var_dump($php->wait(30));
echo $php->out();
var_dump($php->none_left());
var_dump(wait_until(fn () => @rmdir($cgroup)));
?>
--EXPECT--
int(0)
Signaled 9, restartIn 0, peak is known
Failed Signaled crashes 1
Done  crashes 0
Done  crashes 0
done=2 failed=1
bool(true)
bool(true)
