--TEST--
Jobs that were handed to a worker behind one that hangs are run by others meanwhile, and keep their attempts
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, JobState, Pool};

require __DIR__ . '/../helper.inc';

log_to_file();
$pool = new Pool(function (Job $job) {
    if ($job->payload === 'hang') {
        sleep(60);
    }
    return $job->attempt;
}, workers: 2, timeout: 60, maxAttempts: 1);
// Short jobs, so that workers are handed many at a time.
foreach ($pool->map(range(1, 2000)) as $job) {
}
$hung = $pool->submit('hang', timeout: 2.0 * SLOWER);
$others = [];
for ($i = 0; $i < 500; $i++) {
    $others[] = $pool->submit($i);
}
serve_until($pool, fn () => !array_filter($others, fn ($job) => $job->state() !== JobState::Done));
echo 'it ', $hung->state()->value, ', the others: ', count(array_filter($others, fn ($job) => $job->state() === JobState::Done)), " done\n";
var_dump(array_unique(array_map(fn ($job) => $job->result(), $others)));
$pool->wait();
echo $hung->failure()->reason->name, "\n", counters($pool, 2501), "\n";

// The only worker: those behind the hung one wait for the next worker.
$pool->stop();
$pool = new Pool(fn (Job $job) => $job->payload === 'hang' ? sleep(60) : $job->attempt, workers: 1, maxAttempts: 1, name: 'one');
foreach ($pool->map(range(1, 2000)) as $job) {
}
$hung = $pool->submit('hang', timeout: 0.3);
$others = array_map($pool->submit(...), range(1, 100));
$pool->wait();
echo $hung->failure()->reason->name, "\n", counters($pool, 2101), "\n";
var_dump(array_unique(array_map(fn ($job) => $job->result(), $others)));
$pool->stop();
?>
--EXPECT--
it running, the others: 500 done
array(1) {
  [0]=>
  int(1)
}
TimedOut
done=2500 failed=1
TimedOut
done=2100 failed=1
array(1) {
  [0]=>
  int(1)
}
