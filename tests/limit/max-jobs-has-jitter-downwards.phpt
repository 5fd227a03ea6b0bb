--TEST--
Workers with the same maxJobs are replaced after different numbers of jobs, up to 10 % less and never more
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{ExitReason, Job, Pool};

require __DIR__ . '/../helper.inc';

$pool = new Pool(fn (Job $job) => 1, workers: 3, maxJobs: 100);
foreach ($pool->map(range(1, 4000)) as $job) {
}
$pool->stop();
$counts = [];
foreach ($pool->status()->exits as $exit) {
    if ($exit->reason === ExitReason::MaxJobs) {
        $counts[] = $exit->jobs;
    }
}
count($counts) > 30 or print(count($counts) . " exits\n");
echo json_encode([min($counts) >= 90 ?: min($counts), max($counts) <= 100 ?: max($counts), count(array_unique($counts)) > 3]), "\n";
?>
--EXPECT--
[true,true,true]
