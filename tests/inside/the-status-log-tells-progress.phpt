--TEST--
SIGUSR2 to a master: the line of a slot tells how far its job is
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

$php = new Php(<<<'CODE'
    $pool = new Pool(function (Job $job) use ($dir) {
        $job->progress(0.456, "reading\nfile 3");
        touch("$dir/runs");
        wait_until(fn () => is_file("$dir/go"), 60);
    }, workers: 1);
    $pool->submit(1, 'import');
    exit($pool->run());
CODE);
$php->wait_for('runs');
posix_kill($php->pid, SIGUSR2);
var_dump(wait_until(fn () => str_contains($php->err(), 'slot 0')));
touch("$php->dir/go");
echo $php->wait(), ' ', preg_match('/job \S+ "import" for \S+ s \(attempt 1, 46 % reading file 3\)/', $php->err()) ? 'told' : $php->err(), "\n";
?>
--EXPECT--
bool(true)
0 told
