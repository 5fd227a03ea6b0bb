--TEST--
OnDegraded::Exit: when new workers cannot boot, what runs is finished, what waits is cancelled, and run() returns 70
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/../helper.inc';

$php = new Php(<<<'CODE'
    $pool = new Pool(function (Job $job) use ($dir) {
        if ($job->payload === 'long') {
            note("$dir/begun", '1');
            wait_until(fn () => is_file("$dir/degraded"));
            usleep(100_000);
            return 'finished';
        }
        touch("$dir/broken");
        posix_kill(getmypid(), SIGKILL);
    }, workers: 2, maxAttempts: 1, onDegraded: OnDegraded::Exit, stopTimeout: 60,
        boot: fn (Worker $worker) => is_file("$dir/broken") ? throw new RuntimeException('no') : 1);
    $pool->on(Event::Degraded, fn () => touch("$dir/degraded"));
    $long = $pool->submit('long');
    $pool->on(Event::JobFailed, fn () => print("a worker died\n"));
    $last = null;
    $master = new Master([$pool]);
    $master->every(0.01, function () use ($pool, $dir, &$last) {
        if (!$last && is_file("$dir/begun")) {
            $last = $pool->submit('die');
            $last = [$last, $pool->submit('waits'), $pool->submit('waits')];
        }
    });
    $status = $master->run();
    echo $long->result(), ' ', counters($pool, 4), "\n";
    exit($status);
    CODE);
var_dump($php->wait(20));
echo $php->out(), count(preg_grep('/is degraded: .*RuntimeException: no in .*; it finishes what runs and stops/', explode("\n", $php->err()))), "\n";
var_dump($php->none_left());
?>
--EXPECT--
int(70)
a worker died
finished done=1 failed=1 cancelled=2
1
bool(true)
