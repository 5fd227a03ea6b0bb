--TEST--
The label of begin() is in status() and in WorkerExit, cut after 127 bytes
--EXTENSIONS--
supervisor
posix
--CAPTURE_STDIO--
STDOUT
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Loop, Pool, Worker, WorkerExit};

$pool = new Pool(new Loop(function (Worker $w) {
    $w->begin(str_repeat('long ', 100));
    sleep(60);
}), workers: 1);
$pool->on(Event::WorkerExit, function (WorkerExit $e) { echo "{$e->reason->value} ", strlen($e->label), ' ', json_encode([$e->job, $e->signal]), "\n"; });
$pool->start();
serve_until_ready($pool);
serve_until($pool, fn () => $pool->status()->slots[0]->label !== null);
$slot = $pool->status()->slots[0];
var_dump(strlen($slot->label), $slot->state, $slot->job, $slot->runningFor > 0);
posix_kill($slot->pid, SIGKILL);
serve_until($pool, fn () => $pool->status()->restarts > 0);
$pool->stop(0);
?>
--EXPECTF--
int(127)
enum(Supervisor\SlotState::Busy)
NULL
bool(true)
signaled 127 [null,9]
%A
