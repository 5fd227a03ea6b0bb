--TEST--
Payloads of all sizes in a row, many ahead of one worker, keep apart
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

mt_srand(7);
$pool = new Pool(fn (Job $job) => [crc32($job->payload), strlen($job->payload), substr($job->payload, 0, 100)], workers: 1);
$jobs = [];
for ($i = 0; $i < 400; $i++) {
    $payload = str_repeat(chr(33 + $i % 90), [0, 1, 31, 32, 33, 100, 1000, 4000, 9000, 30000, 65000, 70000][mt_rand(0, 11)]);
    $jobs[] = [$payload, $pool->submit($payload, $i % 3 ? null : "job $i", headers: $i % 2 ? ['i' => $i] : [])];
}
$wrong = 0;
foreach ($jobs as [$payload, $job]) {
    $wrong += $job->await() !== [crc32($payload), strlen($payload), substr($payload, 0, 100)];
}
echo $wrong, ' ', counters($pool, 400), "\n";
?>
--EXPECT--
0 done=400
