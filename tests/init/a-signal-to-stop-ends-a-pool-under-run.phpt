--TEST--
SIGTERM to pid 1 ends a pool under run() cleanly, as it ends a master that is not in a container
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

$php = as_pid_1(<<<'CODE'
    $pool = new Pool(function (Job $job) use ($dir) {
        note("$dir/began", $job->payload);
        wait_until(fn () => $job->stopping());
        note("$dir/done", $job->payload);
    }, workers: 2);
    $pool->submit('a');
    $pool->submit('b');
    $pool->on(Event::WorkerExit, fn (WorkerExit $e) => note("$dir/exits", $e->reason->value));
    $status = (new Master([$pool], log: Log::Json))->run();
    echo "run: $status\n";
    exit($status);
    CODE);
$php->wait_for('began', 2);
posix_kill(pid_1_of($php), SIGTERM);
echo 'status ', json_encode($php->wait()), ', done: ', count($php->lines('done')), ', ', implode(' ', $php->lines('exits')), "\n", $php->out();
foreach (explode("\n", trim($php->err())) as $line) {
    echo preg_replace('/\d\S*/', 'N', json_decode($line)?->message ?? "no JSON: $line"), "\n";
}
echo $php->none_left() ? "nobody is left\n" : "left behind\n";
?>
--EXPECT--
status 0, done: 2, stopped stopped
run: 0
got a signal to stop: workers finish the jobs that they run; a second one ends their time
worker N stopped; up N s, N job, peak N its slot stays empty
worker N stopped; up N s, N job, peak N its slot stays empty
nobody is left
