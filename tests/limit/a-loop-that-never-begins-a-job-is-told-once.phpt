--TEST--
A Loop that never calls begin() in a pool with maxJobs or timeout is told so in the log, once; one that does is not, nor one without these
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Loop, Pool, Worker};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$dir = temp_dir();
$cases = [
    'jobs' => [['maxJobs' => 5], false], 'time' => [['timeout' => 30], false], 'both' => [['maxJobs' => 5, 'timeout' => 30], false],
    'none' => [[], false], 'begins' => [['maxJobs' => 1000, 'timeout' => 30], true],
];
foreach ($cases as $name => [$limits, $begins]) {
    $pool = new Pool(new Loop(function (Worker $worker) use ($begins, $dir, $name) {
        for ($i = 0; $i < 50 && $worker->next(); $i++) {
            $begins && $worker->begin();
        }
        note("$dir/$name", '1');
    }), ...['name' => $name, 'workers' => 2] + $limits);
    $pool->start();
    serve_until($pool, fn () => count(lines("$dir/$name")) >= 4);
    $pool->stop();
}
echo preg_replace(['/^\[.*?\] /m', '/slot \d/'], ['', 'slot #'], implode("\n", lines($log))), "\n";
?>
--EXPECT--
supervisor.warning: pool "jobs" slot #: the Loop has never called Worker::begin(): maxJobs count from begin() to end(), so they do nothing here
supervisor.warning: pool "time" slot #: the Loop has never called Worker::begin(): timeout count from begin() to end(), so they do nothing here
supervisor.warning: pool "both" slot #: the Loop has never called Worker::begin(): maxJobs and timeout count from begin() to end(), so they do nothing here
