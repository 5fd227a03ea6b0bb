--TEST--
A file that cannot be written: the log says so once, the workers wait when their pipes are full, and when it is over all lines are there, and the log says that, too
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Log, Loop, Master, Output, Pool, Rotate, Worker, WorkerExit};

require dirname(__DIR__) . '/helper.inc';

require __DIR__ . '/lines.inc';

$php = new Php('
    require "' . __DIR__ . '/lines.inc";
    symlink("/dev/full", "$dir/app.log");
    $pool = new Pool(function (Job $job) use ($dir) { print_lines(0, 5000); touch("$dir/printed"); }, workers: 1, output: Supervisor\Output::file("$dir/app.log"));
    $pool->submit(1);
    exit($pool->run());
');
var_dump(wait_until(fn () => str_contains($php->err(), 'cannot be written')));
clearstatcache();
var_dump(is_file("$php->dir/printed")); // 500 KB are more than a ring and a pipe
unlink("$php->dir/app.log");
posix_kill($php->pid, SIGUSR1);
var_dump($php->wait());
echo check_lines("$php->dir/app.log", 1, 5000), "\n";
echo preg_replace(['/^\[.*?\] /m', '~/tmp\S*/~'], '', $php->err());
?>
--EXPECT--
bool(true)
bool(false)
int(0)
all there
supervisor.warning: pool "log writer" slot 0: the log file "app.log" cannot be written: No space left on device (errno 28); nothing is dropped: workers that print wait when their pipes are full
supervisor.warning: pool "log writer" slot 0: the log file "app.log" can be written again
