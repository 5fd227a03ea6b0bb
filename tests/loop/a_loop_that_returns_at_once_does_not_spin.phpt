--TEST--
A Loop whose body returns at once is finished and replaced, but on the ladder: it does not spin
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Loop, Pool, Worker};

require __DIR__ . '/../helper.inc';

$dir = temp_dir();
$pool = new Pool(new Loop(function (Worker $worker) use ($dir) {
    note("$dir/runs", "$worker->slot");
}), workers: 1);
$pool->tick(1.0);
// 0.1 + 0.2 + 0.4 s, each 20 % more or less, then 0.8 s: at least 3, at most 4 in a second.
$runs = count(lines("$dir/runs"));
var_dump($runs >= 3 || SLOWER > 1, $runs <= 4);
foreach (array_slice($pool->status()->exits, 0, 3) as $n => $exit) {
    $ladder = 0.1 * 2 ** $n;
    $ok = $exit->restartIn >= $ladder * 0.8 && $exit->restartIn <= $ladder * 1.2;
    echo json_encode([$exit->reason, $exit->planned, $exit->exitCode, $ok ?: $exit->restartIn]), "\n";
}
$slot = $pool->status()->slots[0];
var_dump($slot->state->value, $slot->restartIn > 0);
$pool->stop();
?>
--EXPECT--
bool(true)
bool(true)
["finished",true,0,true]
["finished",true,0,true]
["finished",true,0,true]
string(7) "backoff"
bool(true)
