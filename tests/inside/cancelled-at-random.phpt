--TEST--
Jobs that are cancelled at random, with force and without, while others run: all are settled, those that were not cancelled run exactly once and are done
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, JobState, Pool};

$log = log_to_file();
$dir = temp_dir();
$pool = new Pool(function (Job $job) use ($dir) {
    note("$dir/ran", $job->payload);
    $job->progress(0.5);
    for ($i = $job->payload % 5; $i > 0 && !$job->cancelled(); $i--) {
        usleep(2000);
    }
    return $job->cancelled() && $job->payload % 2 ? throw new Exception('gives up') : $job->payload;
}, workers: 3, backoff: 0);
mt_srand(7);
for ($i = 0; $i < 300; $i++) {
    $jobs[$i] = $pool->submit($i);
}
$cancelled = $unbegun = [];
while ($pool->status()->queued + $pool->status()->reserved + $pool->status()->running > 0) {
    $pool->tick(0.002);
    $i = mt_rand(0, 299);
    if (mt_rand(0, 3) === 0) { // one that runs
        $running = array_keys(array_filter($jobs, fn ($job) => $job->state() === JobState::Running));
        $i = $running[0] ?? $i;
    }
    if ($jobs[$i]->cancel(force: mt_rand(0, 1) === 1)) {
        $cancelled[$i] = true;
        if ($jobs[$i]->state() === JobState::Cancelled && $jobs[$i]->attempt === 0) {
            $unbegun[$i] = true;
        }
    }
}
$pool->wait();
$ran = array_count_values(lines("$dir/ran"));
$wrong = [];
foreach ($jobs as $i => $job) {
    if (isset($unbegun[$i]) && isset($ran[$i])) {
        $wrong[] = "$i ran though it was cancelled before";
    }
    if (!isset($cancelled[$i]) && ($job->state() !== JobState::Done || $job->result() !== $i)) {
        $wrong[] = "$i is {$job->state()->value}";
    }
    if (isset($cancelled[$i]) && !in_array($job->state(), [JobState::Done, JobState::Cancelled], true)) {
        $wrong[] = "$i, cancelled, is {$job->state()->value}";
    }
    if ($job->attempt > 1 || $job->crashes > 0) {
        $wrong[] = "$i had attempt $job->attempt";
    }
}
$s = $pool->status();
array_sum(array_map(fn ($n) => $n - 1, $ran)) <= $s->lostResults or $wrong[] = 'more runs than lost results explain';
echo $wrong ? implode("\n", $wrong) : 'all as it should be', ' ', $s->done + $s->cancelled, ' ', $s->crashes + $s->failed + $s->retried, "\n";
echo count($cancelled) > 20 && ($s->recycled['cancelled'] ?? 0) > 0 ? 'some of each' : 'TOO FEW: ' . count($cancelled) . ' ' . json_encode($s->recycled), "\n";
echo implode("\n", lines($log)), "\n";
?>
--EXPECT--
all as it should be 300 0
some of each
