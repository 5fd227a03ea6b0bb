--TEST--
What a handler leaves in an output buffer arrives at the end of its worker, through the buffer's callback
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

$pool = new Pool(function (Job $job) {
    if ($job->payload === 1) {
        ob_start(fn (string $text) => strtoupper($text));
    }
    echo "job $job->payload\n";
}, workers: 1);
foreach ([1, 2, 3] as $n) {
    $pool->submit($n)->await();
}
echo "all jobs are done\n";
$pool->stop();
echo "stopped\n";
?>
--EXPECT--
all jobs are done
JOB 1
JOB 2
JOB 3
stopped
