--TEST--
A walk keeps its pool
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$results = (new Pool(fn (Job $job) => $job->payload, workers: 1))->map(range(1, 50));
$n = 0;
foreach ($results as $job) {
    $n += $job->result();
}
echo $n, "\n";
// and one that is never begun harms nobody
(new Pool(fn (Job $job) => 1, workers: 1))->map([1, 2]);
$kept = (new Pool(fn (Job $job) => 1, workers: 1))->map((function () { try { yield 1; yield 2; } finally { echo "generator ended\n"; } })(), window: 1);
foreach ($kept as $job) {
    break;
}
unset($job);
$kept = null;
echo "end\n";
?>
--EXPECT--
1275
generator ended
end
