--TEST--
Old files are compressed, none is lost; backups are as many as wanted
--EXTENSIONS--
supervisor
posix
--SKIPIF--
<?php
try {
    Supervisor\Output::file('x', gzip: true);
} catch (ValueError $e) {
    die("skip built without zlib");
}
?>
--FILE--
<?php
use Supervisor\{Event, Job, Log, Loop, Master, Output, Pool, Rotate, Worker, WorkerExit};

require dirname(__DIR__) . '/helper.inc';

require __DIR__ . '/lines.inc';

$file = temp_dir() . '/app.log';
$pool = new Pool(fn () => print_lines(0, 10000), workers: 1, output: Output::file($file, maxBytes: 100000, backups: 100, gzip: true));
$pool->submit(1);
$pool->wait();
$pool->stop();
echo check_lines($file, 1, 10000), "\n";
var_dump(count(glob("$file.*.gz")) > 5, count(glob("$file.*")) === count(glob("$file.*.gz")), glob("$file*.tmp"));
array_map(unlink(...), glob("$file*"));
$pool = new Pool(fn () => print_lines(0, 10000), workers: 1, output: Output::file($file, maxBytes: 100000, backups: 3, gzip: true));
$pool->submit(1);
$pool->wait();
$pool->stop();
echo implode(' ', array_map(basename(...), glob("$file*"))), "\n";
?>
--EXPECT--
all there
bool(true)
bool(true)
array(0) {
}
app.log app.log.1.gz app.log.2.gz app.log.3.gz
