--TEST--
The ids of jobs that handlers submit are unique over all workers and pools, also after these were replaced, and the same in the handler, status() and the log
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool};

$log = log_to_file();
$dir = temp_dir();
$a = new Pool(function (Job $job) use ($dir) {
    note("$dir/ids", $job->id);
    for ($i = 0; $i < $job->payload; $i++) {
        note("$dir/given", $job->submit($job->payload - 1, pool: $i % 2 ? 'a' : 'b'));
    }
}, name: 'a', workers: 2, maxJobs: 5);
$b = new Pool(function (Job $job) use ($dir) {
    note("$dir/ids", $job->id);
    for ($i = 0; $i < $job->payload; $i++) {
        note("$dir/given", $job->submit($job->payload - 1, pool: 'a'));
    }
}, name: 'b', workers: 2, maxJobs: 3);
$submitted = [];
foreach ([4, 4] as $n) {
    $submitted[] = $a->submit($n)->id;
}
$a->wait();
serve_until($a, function () use ($a, $b) {
    $s = [$a->status(), $b->status()];
    return array_sum(array_map(fn ($s) => $s->queued + $s->reserved + $s->running + $s->delayed, $s)) === 0;
});
$ids = lines("$dir/ids");
$given = [...$submitted, ...lines("$dir/given")];
sort($ids);
sort($given);
var_dump(count($ids), count(array_unique($ids)), $ids === $given);
echo $a->status()->done + $b->status()->done, ' ', array_sum($a->status()->recycled) > 0 ? 'with replaced workers' : 'NOBODY WAS REPLACED', "\n";

$pool = new Pool(function (Job $job) use ($dir) {
    if ($job->payload) {
        return $job->submit(0);
    }
    touch("$dir/runs");
    wait_until(fn () => is_file("$dir/go"), 60);
    throw new Exception('for the log');
}, name: 'log', workers: 1, maxAttempts: 1);
$id = $pool->submit(1)->await();
serve_until($pool, fn () => is_file("$dir/runs"));
var_dump($pool->status()->slots[0]->job === $id);
touch("$dir/go");
$pool->wait();
var_dump(str_contains(implode("\n", lines($log)), "job $id failed for good"));
?>
--EXPECT--
int(130)
int(130)
bool(true)
130 with replaced workers
bool(true)
bool(true)
