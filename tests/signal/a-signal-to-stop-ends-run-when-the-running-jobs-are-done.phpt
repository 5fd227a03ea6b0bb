--TEST--
TERM, INT and QUIT to the master end run() with 0 when the running jobs are done; those that have not begun are cancelled
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/../helper.inc';

$phps = [];
foreach ([SIGTERM, SIGINT, SIGQUIT] as $signal) {
    $phps[$signal] = new Php(<<<'CODE'
        $pool = new Pool(function (Job $job) use ($dir) {
            note("$dir/began", $job->payload);
            wait_until(fn () => is_file("$dir/go"));
            note("$dir/done", $job->payload);
        }, workers: 2);
        for ($i = 0; $i < 10; $i++) {
            $jobs[] = $pool->submit("job $i");
        }
        echo $pool->run(), "\n";
        $status = $pool->status();
        echo "done $status->done cancelled $status->cancelled\n";
        foreach ($status->exits as $exit) {
            echo $exit->reason->value, "\n";
        }
        exit(5);
        CODE);
}
foreach ($phps as $signal => $php) {
    $php->wait_for('began', 2);
    posix_kill($php->pid, $signal);
}
foreach ($phps as $signal => $php) {
    touch("$php->dir/go");
    var_dump($php->wait(), count($php->lines('done')));
    echo $php->out(), preg_replace('/^\[.*?\] /', '', $php->err());
    var_dump($php->none_left(0));
}
?>
--EXPECT--
int(5)
int(2)
0
done 2 cancelled 8
stopped
stopped
supervisor.warning: got a signal to stop: workers finish the jobs that they run; a second one ends their time
bool(true)
int(5)
int(2)
0
done 2 cancelled 8
stopped
stopped
supervisor.warning: got a signal to stop: workers finish the jobs that they run; a second one ends their time
bool(true)
int(5)
int(2)
0
done 2 cancelled 8
stopped
stopped
supervisor.warning: got a signal to stop: workers finish the jobs that they run; a second one ends their time
bool(true)
