--TEST--
Output::file(every:): a file of yesterday is an old one at the first line of today; the number of backups holds
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Log, Loop, Master, Output, Pool, Rotate, Worker, WorkerExit};

require dirname(__DIR__) . '/helper.inc';

$file = temp_dir() . '/app.log';
for ($i = 1; $i <= 4; $i++) {
    $pool = new Pool(fn () => print("run $i\n"), workers: 1, output: Output::file($file, backups: 2, every: Rotate::Daily));
    $pool->submit(1);
    $pool->wait();
    $pool->stop();
    touch($file, time() - 86400);
}
foreach (glob("$file*") as $name) {
    echo basename($name), ': ', file_get_contents($name);
}
?>
--EXPECT--
app.log: run 4
app.log.1: run 3
app.log.2: run 2
