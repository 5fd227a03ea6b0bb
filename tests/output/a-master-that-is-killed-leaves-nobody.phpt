--TEST--
After SIGKILL of the master the log writer writes what is there and ends
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Log, Loop, Master, Output, Pool, Rotate, Worker, WorkerExit};

require dirname(__DIR__) . '/helper.inc';

$php = new Php('
    $pool = new Pool(function () use ($dir) {
        echo "printed\nand a part";
        touch("$dir/printed");
        sleep(100);
    }, workers: 1, output: Supervisor\Output::file("$dir/app.log"));
    $pool->submit(1);
    $pool->run();
');
var_dump($php->wait_for('printed') && $php->wait_for('app.log', 1));
posix_kill($php->pid, SIGKILL);
var_dump($php->none_left());
echo file_get_contents("$php->dir/app.log");
?>
--EXPECT--
bool(true)
bool(true)
printed
and a part
