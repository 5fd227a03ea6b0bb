--TEST--
A worker that crashes in a job is replaced at once, within the budget of five per worker; past it, on the ladder
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Pool, WorkerExit};

require __DIR__ . '/../helper.inc';

log_to_file();
$pool = new Pool(fn (Job $job) => posix_kill(getmypid(), SIGKILL) && sleep(60), workers: 1, maxAttempts: 1);
$ins = [];
$pool->on(Event::WorkerExit, function (WorkerExit $exit) use (&$ins) {
    $ins[] = $exit->restartIn;
});
for ($i = 0; $i < 7; $i++) {
    $pool->submit($i);
}
$start = microtime(true);
$pool->wait();
$took = microtime(true) - $start;
$at_once = 0;
while (($ins[$at_once] ?? null) === 0.0) {
    $at_once++;
}
// The bucket holds 5 and is filled with 1 a second.
var_dump($at_once >= 5 && $at_once <= 5 + $took ?: $ins);
$first = $ins[$at_once] ?? 0.1;
var_dump($first >= 0.08 && $first <= 0.12 ?: $ins);
var_dump($pool->status()->crashes, $pool->status()->failed, $pool->status()->restarts);
$pool->stop();
?>
--EXPECT--
bool(true)
bool(true)
int(7)
int(7)
int(7)
