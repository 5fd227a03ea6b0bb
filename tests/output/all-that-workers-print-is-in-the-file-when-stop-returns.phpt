--TEST--
All that workers print is in the file when stop() returns: echo, STDERR, error_log(), a child, a partial line; with a prefix
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Log, Loop, Master, Output, Pool, Rotate, Worker, WorkerExit};

require dirname(__DIR__) . '/helper.inc';

$file = temp_dir() . '/%pool%.log';
$pool = new Pool(function (Job $job) {
    echo "echo\n";
    fwrite(STDOUT, "STDOUT\n");
    fwrite(STDERR, "STDERR\n");
    error_log('error_log');
    passthru('echo a child');
    file_put_contents('php://stderr', "php://stderr\n");
    echo 'partial';
}, name: 'all/of it', workers: 1, output: Output::file($file, prefix: '%pool% %slot% %stream% %%: '));
$pool->submit(1);
$pool->wait();
$pool->stop();
$lines = lines(temp_dir() . '/all_of it.log');
foreach (['stdout', 'stderr'] as $stream) { // the order of the two is not known
    echo implode("\n", preg_grep("/ $stream /", $lines)), "\n";
}
echo count($lines), "\n";
?>
--EXPECT--
all/of it 0 stdout %: echo
all/of it 0 stdout %: STDOUT
all/of it 0 stdout %: a child
all/of it 0 stdout %: partial
all/of it 0 stderr %: STDERR
all/of it 0 stderr %: error_log
all/of it 0 stderr %: php://stderr
7
