--TEST--
Workers that die outside of a job climb the ladder, each slot on its own; the failures are in SlotStatus
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

log_to_file();
$pool = new Pool(fn (Job $job) => 1, workers: 2);
$pool->start();
serve_until_ready($pool);
$other = $pool->status()->slots[1]->pid;
for ($i = 1; $i <= 3; $i++) {
    serve_until($pool, fn () => $pool->status()->slots[0]->state->value === 'idle');
    posix_kill($pool->status()->slots[0]->pid, SIGKILL);
    serve_until($pool, fn () => count($pool->status()->exits) === $i);
    $exit = $pool->status()->exits[$i - 1];
    $slot = $pool->status()->slots[0];
    $ladder = 0.1 * 2 ** ($i - 1);
    echo json_encode([
        $exit->reason, $exit->signal, $exit->job, $exit->restartIn >= 0.8 * $ladder && $exit->restartIn <= 1.2 * $ladder ?: $exit->restartIn,
        $slot->state, $slot->failures, $slot->pid, $slot->restartIn > 0 && $slot->restartIn <= $exit->restartIn,
    ]), "\n";
}
var_dump($pool->status()->slots[1]->pid === $other, $pool->status()->slots[1]->failures);
$pool->stop();
?>
--EXPECT--
["signaled",9,null,true,"backoff",1,0,true]
["signaled",9,null,true,"backoff",2,0,true]
["signaled",9,null,true,"backoff",3,0,true]
bool(true)
int(0)
