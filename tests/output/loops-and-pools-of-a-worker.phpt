--TEST--
A Loop, and a pool that a worker has of its own with another output
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Log, Loop, Master, Output, Pool, Rotate, Worker, WorkerExit};

require dirname(__DIR__) . '/helper.inc';

$dir = temp_dir();
$pool = new Pool(new Loop(function (Worker $w) use ($dir) {
    echo "the loop\n";
    $inner = new Pool(function () {
        echo "the inner worker\n";
    }, name: 'inner', workers: 1, output: Output::file("$dir/inner.log"));
    $inner->submit(1);
    $inner->wait();
    $inner->stop();
    echo "after it\n";
    touch("$dir/done");
    while ($w->next()) {
        usleep(1000);
    }
}), workers: 1, output: Output::file("$dir/outer.log"));
$pool->start();
serve_until($pool, fn () => is_file("$dir/done"));
$pool->stop();
echo file_get_contents("$dir/outer.log"), file_get_contents("$dir/inner.log");
?>
--EXPECT--
the loop
after it
the inner worker
