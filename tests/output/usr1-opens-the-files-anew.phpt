--TEST--
SIGUSR1 to a master in run(): after a rename, as logrotate does it, lines go into a new file, and none is lost
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Log, Loop, Master, Output, Pool, Rotate, Worker, WorkerExit};

require dirname(__DIR__) . '/helper.inc';

$php = new Php('
    $pool = new Pool(new Loop(function (Worker $w) use ($dir) {
        for ($i = 0; $w->next(); $i++) {
            echo "$i\n";
            usleep(200);
        }
    }), workers: 1, output: Supervisor\Output::file("$dir/app.log"));
    exit($pool->run());
');
var_dump($php->wait_for('app.log', 100));
rename("$php->dir/app.log", "$php->dir/old.log");
posix_kill($php->pid, SIGUSR1);
var_dump($php->wait_for('app.log', 100));
posix_kill($php->pid, SIGTERM);
var_dump($php->wait());
$all = array_merge($php->lines('old.log'), $php->lines('app.log'));
var_dump($all === array_map('strval', range(0, count($all) - 1)), $php->none_left());
?>
--EXPECT--
bool(true)
bool(true)
int(0)
bool(true)
bool(true)
