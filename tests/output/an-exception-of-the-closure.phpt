--TEST--
An exception from the closure of Output::to() leaves run(), after the workers are stopped; no line is lost
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Log, Loop, Master, Output, Pool, Rotate, Worker, WorkerExit};

require dirname(__DIR__) . '/helper.inc';

$php = new Php('
    $pool = new Pool(function () { echo "one\ntwo\nthree\n"; }, workers: 1, output: Supervisor\Output::to(function (string $line) {
        echo "$line\n";
        throw new Exception("from the closure");
    }));
    $pool->submit(1);
    try {
        $pool->run();
    } catch (Exception $e) {
        echo $e->getMessage(), "\n";
    }
');
var_dump($php->wait());
$lines = explode("\n", $php->out() . $php->err());
sort($lines);
echo implode("\n", $lines), "\n";
?>
--EXPECT--
int(0)

from the closure
one
three
two
