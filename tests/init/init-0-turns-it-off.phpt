--TEST--
With supervisor.init=0 the script is pid 1, and a pool works there
--EXTENSIONS--
supervisor
posix
--SKIPIF--
<?php
require __DIR__ . '/pid1.inc';
skip_without_namespaces();
?>
--FILE--
<?php
require __DIR__ . '/pid1.inc';

foreach (['', '-d supervisor.pidfd=0'] as $option) {
    $php = as_pid_1(<<<'CODE'
        echo getmypid(), "\n";
        exec('(sleep 0.1 &) > /dev/null 2>&1'); // an orphan that the pool must not stumble over
        $pool = new Pool(fn (Job $job) => $job->payload === 'die' && $job->attempt === 1 ? posix_kill(getmypid(), SIGKILL) : 'done', workers: 2, backoff: 0.01);
        $jobs = [$pool->submit('a'), $pool->submit('die'), $pool->submit('b')];
        foreach ($jobs as $job) {
            echo $job->await(), ' ';
        }
        $pool->stop();
        echo count(array_filter(glob('/proc/[0-9]*/cmdline'), fn ($f) => str_contains((string) @file_get_contents($f), 'script.php'))), " php is left\n";
        exit(3);
        CODE, "-d supervisor.init=0 $option");
    echo json_encode($php->wait()), "\n", $php->out(), preg_replace('/^\[.* (was killed by SIGKILL), .*/m', '$1', $php->err());
}
?>
--EXPECT--
3
1
done done done 1 php is left
was killed by SIGKILL
3
1
done done done 1 php is left
was killed by SIGKILL
