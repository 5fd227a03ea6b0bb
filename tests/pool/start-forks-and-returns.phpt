--TEST--
start() forks the workers and returns; again it does nothing
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn (Job $job) => getmypid(), workers: 3);
var_dump($pool->status()->slots[0]->state, $pool->status()->slots[0]->pid);
$pool->start();
$pids = array_map(fn ($slot) => $slot->pid, $pool->status()->slots);
var_dump(count(array_unique(array_filter($pids))));
$pool->start();
var_dump($pids === array_map(fn ($slot) => $slot->pid, $pool->status()->slots));
var_dump(in_array($pool->submit(1)->await(), $pids, true));
$pool->stop();
var_dump(array_filter($pids, alive(...)));
?>
--EXPECT--
enum(Supervisor\SlotState::Stopped)
int(0)
int(3)
bool(true)
bool(true)
array(0) {
}
