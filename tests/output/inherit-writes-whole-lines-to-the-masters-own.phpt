--TEST--
Output::inherit(): to the stdout and stderr of the master, each line whole and with its prefix; the log of the master does not come in between
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Log, Loop, Master, Output, Pool, Rotate, Worker, WorkerExit};

require dirname(__DIR__) . '/helper.inc';

$php = new Php('
    $pool = new Pool(function (Job $job) {
        for ($i = 0; $i < 300; $i++) {
            echo $job->payload, str_repeat("x", 200), "\n";
            fwrite(STDERR, "$job->payload\n");
        }
    }, name: "web", workers: 3, maxJobs: 1, output: Supervisor\Output::inherit());
    foreach (range(1, 9) as $i) {
        $pool->submit($i);
    }
    $pool->wait();
    $pool->stop();
');
var_dump($php->wait());
$time = '\[\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\]';
var_dump(count(preg_grep("/^$time web\/[012] \d+ stdout: \dx{200}$/", explode("\n", $php->out()))), count(preg_grep("/^$time web\/[012] \d+ stderr: \d$/", explode("\n", $php->err()))));
var_dump(substr_count($php->out(), "\n"), substr_count($php->err(), "\n"));
?>
--EXPECT--
int(0)
int(2700)
int(2700)
int(2700)
int(2700)
