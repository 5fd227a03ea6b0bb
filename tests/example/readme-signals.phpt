--TEST--
Out of run() a signal ends the master and its jobs; with the handlers in README.md the jobs that run are finished
--EXTENSIONS--
supervisor
posix
pcntl
--FILE--
<?php
require __DIR__ . '/../helper.inc';
require __DIR__ . '/readme.inc';

// Two jobs run, and end only when they are told to.
$jobs = <<<'PHP'
    $pool = new Pool(function (Job $job) use ($dir) {
        note("$dir/begun", $job->payload);
        wait_until(fn () => is_file("$dir/go"));
        note("$dir/finished", $job->payload);
    }, workers: 2);
    PHP;
$map = <<<'PHP'
    foreach ($pool->map(range(1, 100)) as $job) {
        note("$dir/given", $job->state()->value);
    }
    PHP;
$wait = <<<'PHP'
    foreach (range(1, 100) as $i) {
        $pool->submit($i);
    }
    $pool->wait();
    PHP;
$end = 'register_shutdown_function(fn () => note("$dir/ending", "")); ';

function run_until_signal(string $code, int $signal, bool $go): void
{
    $php = new Php($code);
    $begun = $php->wait_for('begun', 2);
    posix_kill($php->pid, $signal);
    if ($go) {
        $php->wait_for('ending', 1);
        touch("$php->dir/go");
    }
    echo var_export($begun, true), ' ', $php->wait(), ' ', var_export($php->none_left(), true), ': ', count($php->lines('begun')), ' begun, ',
        count($php->lines('finished')), ' finished, ', count(array_keys($php->lines('given'), 'done')), ' done, ', count(array_keys($php->lines('given'), 'cancelled')),
        " cancelled; {$php->out()}{$php->err()}\n";
}

echo "nothing:\n";
run_until_signal($jobs . $map, SIGTERM, go: false);
run_until_signal($jobs . $map, SIGINT, go: false);
run_until_signal($jobs . $wait, SIGTERM, go: false);

$signals = readme_section('## Signals');
[$exit] = blocks($signals, 'php');
echo "exit():\n";
run_until_signal($end . $jobs . $exit . $map, SIGTERM, go: true);
run_until_signal($end . $jobs . $exit . $wait, SIGTERM, go: true);

// Also in the body of the loop.
$php = new Php("\$pool = new Pool(fn (Job \$job) => \$job->payload, workers: 2);\n$exit
    foreach (\$pool->map(range(1, 10)) as \$job) { posix_kill(getmypid(), SIGTERM); usleep(0); echo 'not reached'; }");
var_dump($php->wait(), $php->none_left());
echo $php->out(), $php->err();

preg_match('/`(pcntl_signal\(SIGTERM, fn \(\) => \$pool->stop\(\)\))`/', $signals, $m) || exit('README.md does not show stop()');
$stop = 'pcntl_async_signals(true); ' . str_replace('$pool->stop()', '[note("$dir/ending", ""), $pool->stop()]', $m[1]) . '; ';
echo "stop():\n";
run_until_signal($jobs . $stop . $map . ' echo "and on";', SIGTERM, go: true);
run_until_signal($jobs . $stop . $wait . ' echo "and on";', SIGTERM, go: true);

$php = new Php("\$pool = new Pool(fn (Job \$job) => 1, workers: 1); pcntl_async_signals(true); {$m[1]};
    foreach (\$pool->map(range(1, 2000)) as \$key => \$job) { if (\$key === 3) { posix_kill(getmypid(), SIGTERM); echo 'body, '; } }
    echo 'and on, ', \$pool->status()->cancelled > 0 ? 'the rest was cancelled' : 'nothing was cancelled', \"\n\";");
var_dump($php->wait(), $php->none_left());
echo $php->out(), $php->err();
?>
--EXPECT--
nothing:
true -15 true: 2 begun, 0 finished, 0 done, 0 cancelled; 
true -2 true: 2 begun, 0 finished, 0 done, 0 cancelled; 
true -15 true: 2 begun, 0 finished, 0 done, 0 cancelled; 
exit():
true 143 true: 2 begun, 2 finished, 0 done, 0 cancelled; 
true 143 true: 2 begun, 2 finished, 0 done, 0 cancelled; 
int(143)
bool(true)
stop():
true 0 true: 2 begun, 2 finished, 2 done, 98 cancelled; and on
true 0 true: 2 begun, 2 finished, 0 done, 0 cancelled; and on
int(0)
bool(true)
body, and on, the rest was cancelled
