--TEST--
With an init in front, a worker can run a pool of its own
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
    $pool = new Pool(function (Job $job) {
        $inner = new Pool(fn (Job $job) => $job->payload * 2, workers: 2);
        $sum = 0;
        foreach ($inner->map(range(1, $job->payload)) as $j) {
            $sum += $j->result();
        }
        return $sum;
    }, workers: 2);
    echo $pool->submit(10)->await(), ' ', $pool->submit(100)->await(), "\n";
    CODE);
echo json_encode($php->wait()), "\n", $php->out(), $php->err();
?>
--EXPECT--
0
110 10100
