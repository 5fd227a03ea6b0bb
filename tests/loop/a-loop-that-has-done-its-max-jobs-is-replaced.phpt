--TEST--
A Loop that has done its maxJobs gets false from next(), and is replaced as planned; it never does more
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Loop, Pool, Worker};

require __DIR__ . '/../helper.inc';

$dir = temp_dir();
$pool = new Pool(new Loop(function (Worker $worker) use ($dir) {
    while ($worker->next()) {
        $worker->begin('job');
        note("$dir/jobs", "$worker->slot/$worker->spawn");
        $worker->end();
    }
}), workers: 2, maxJobs: 10);
$pool->start();
serve_until($pool, fn () => count($pool->status()->exits) >= 6);
$pool->stop();
foreach ($pool->status()->exits as $exit) {
    $counts["$exit->slot/$exit->spawn"] = $exit->jobs;
    if ($exit->reason->value === 'max_jobs') {
        $exit->planned && $exit->jobs >= 9 && $exit->jobs <= 10 || print("$exit->jobs jobs\n");
        $exit->restartIn === null || $exit->restartIn === 0.0 || print("restartIn $exit->restartIn\n");
    }
}
$did = array_count_values(lines("$dir/jobs"));
foreach ($did as $worker => $n) {
    $counts[$worker] === $n || print("$worker did $n, said $counts[$worker]\n");
}
echo $pool->status()->recycled['max_jobs'] >= 6 ? "replaced\n" : "not replaced\n";
echo array_sum(array_column($pool->status()->slots, 'failures')), " failures\n";
?>
--EXPECT--
replaced
0 failures
