--TEST--
Two pools and all their slots write to one file; with other options that is refused
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Log, Loop, Master, Output, Pool, Rotate, Worker, WorkerExit};

require dirname(__DIR__) . '/helper.inc';

$output = Output::file($file = temp_dir() . '/app.log', prefix: '%pool%: ');
$pools = [new Pool(fn () => print("x\n"), name: 'one', workers: 2, output: $output), new Pool(fn () => print("y\n"), name: 'two', output: $output, workers: 1)];
foreach ($pools as $pool) {
    for ($i = 0; $i < 50; $i++) {
        $pool->submit(1);
    }
}
echo thrown(fn () => (new Pool(fn () => 1, name: 'three', output: Output::file($file, backups: 1)))->start()), "\n";
$pools[0]->wait();
$pools[0]->stop();
echo count(preg_grep('/^one: x$/', lines($file))), "\n";
$pools[1]->wait();
$pools[1]->stop();
$counts = array_count_values(lines($file));
ksort($counts);
print_r($counts);
?>
--EXPECTF--
Supervisor\StateError: Pool::start() cannot be called: pool "one" has the same log file "%s/app.log" with another maxBytes, backups, every or gzip
50
Array
(
    [one: x] => 50
    [two: y] => 50
)
