--TEST--
maxJobs is never exceeded and at most 10 % below; the end is planned, costs no job, and counts as no failure
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

foreach ([1 => 30, 7 => 100, 50 => 1000] as $max => $jobs) {
    $pool = new Pool(fn (Job $job) => getmypid(), workers: 3, maxJobs: $max);
    $by = [];
    foreach ($pool->map(range(1, $jobs)) as $job) {
        $by[$job->result()] = ($by[$job->result()] ?? 0) + 1;
        $job->attempt === 1 or print("attempt $job->attempt\n");
    }
    array_sum($by) === $jobs or print('jobs: ' . array_sum($by) . "\n");
    max($by) <= $max or print('a worker did ' . max($by) . "\n");
    $pool->stop();
    foreach ($pool->status()->exits as $exit) {
        $exit->jobs === ($by[$exit->pid] ?? 0) or print("said $exit->jobs jobs, did {$by[$exit->pid]}\n");
        if ($exit->reason->value === 'max_jobs') {
            $exit->planned && $exit->exitCode === 0 && ($exit->restartIn === 0.0 || $exit->restartIn === null) or print("restartIn $exit->restartIn\n");
            $exit->jobs >= $max - ceil($max / 10) or print("only $exit->jobs jobs\n");
        } elseif ($exit->reason->value !== 'stopped') {
            print("{$exit->reason->value}\n");
        }
    }
    $status = $pool->status();
    echo "$max: done $status->done, crashes $status->crashes, failures ", array_sum(array_column($status->slots, 'failures')), ', recycled ',
        $status->recycled['max_jobs'] >= intdiv($jobs, $max) - 3 ? 'as often as it must' : $status->recycled['max_jobs'], "\n";
}
?>
--EXPECT--
1: done 30, crashes 0, failures 0, recycled as often as it must
7: done 100, crashes 0, failures 0, recycled as often as it must
50: done 1000, crashes 0, failures 0, recycled as often as it must
