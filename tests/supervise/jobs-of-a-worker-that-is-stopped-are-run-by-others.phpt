--TEST--
A worker that is stopped (SIGSTOP) while it is idle keeps no job: others run what it was handed, and it works again after SIGCONT
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$pool = new Pool(fn (Job $job) => getmypid(), workers: 3, maxAttempts: 1);
foreach ($pool->map(range(1, 500)) as $job) { // workers get many at a time
}
serve_until_ready($pool);
$pids = array_map(fn ($slot) => $slot->pid, $pool->status()->slots);
posix_kill($pids[0], SIGSTOP);
wait_until(fn () => process_state($pids[0]) === 'T');
$others = [];
for ($i = 0; $i < 20; $i++) { // one job at a time
    $others[$pool->submit($i)->await(PATIENCE)] = 1;
}
foreach ($pool->map(range(1, 500)) as $job) {
    $others[$job->result()] = 1;
}
var_dump(isset($others[$pids[0]]), counters($pool, 1020));
// All but one are stopped: that one does all.
posix_kill($pids[1], SIGSTOP);
wait_until(fn () => process_state($pids[1]) === 'T');
$others = [];
foreach ($pool->map(range(1, 500)) as $job) {
    $others[$job->result()] = 1;
}
var_dump(array_keys($others) === [$pids[2]]);
// And they work again.
posix_kill($pids[0], SIGCONT);
posix_kill($pids[1], SIGCONT);
var_dump(serve_until($pool, function () use ($pool, $pids, &$others) {
    foreach ($pool->map(range(1, 200)) as $job) {
        $others[$job->result()] = 1;
    }
    return count($others) === 3;
}));
echo count($pool->status()->exits), " exits\n";
$pool->stop();
echo implode("\n", lines($log));
?>
--EXPECT--
bool(false)
string(9) "done=1020"
bool(true)
bool(true)
0 exits
