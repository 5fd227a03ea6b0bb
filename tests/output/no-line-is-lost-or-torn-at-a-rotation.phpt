--TEST--
Rotation by size under load, of a file that four workers share: no line is lost, torn, or out of the order of its stream, and no file is larger than maxBytes
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Log, Loop, Master, Output, Pool, Rotate, Worker, WorkerExit};

require dirname(__DIR__) . '/helper.inc';

require __DIR__ . '/lines.inc';

$file = temp_dir() . '/app.log';
$pool = new Pool(fn (Job $job) => print_lines($job->payload, 5000), workers: 4, output: Output::file($file, maxBytes: 100000, backups: 1000));
foreach (range(0, 3) as $who) {
    $pool->submit($who);
}
$pool->wait();
$pool->stop();
echo check_lines($file, 4, 5000), "\n";
var_dump(count(glob("$file*")) > 20, max(array_map('filesize', glob("$file*"))) <= 100000);
?>
--EXPECT--
all there
bool(true)
bool(true)
