--TEST--
A slot whose workers do not boot: Backoff, failures, restartIn; the exit is BootFailed
--EXTENSIONS--
supervisor
--CAPTURE_STDIO--
STDOUT
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Pool, Worker, WorkerExit};

$pool = new Pool(fn () => 1, workers: 1, boot: fn (Worker $w) => throw new DomainException('cannot boot'));
$exits = [];
$pool->on(Event::WorkerExit, function (WorkerExit $e) use (&$exits) { $exits[] = $e; });
$pool->start();
serve_until($pool, function () use (&$exits) { return count($exits) === 2; });
$slot = $pool->status()->slots[0];
var_dump($slot->state, $slot->pid, $slot->failures, $slot->restartIn > 0 && $slot->restartIn <= 0.24, $slot->spawn);
echo json_encode([$exits[0]->reason, $exits[0]->planned, $exits[0]->exitCode, $exits[0]->jobs]), ' ', preg_replace('~ in /.*~', '', $exits[0]->message), "\n";
var_dump($exits[0]->restartIn >= 0.08 && $exits[0]->restartIn <= 0.12, $exits[1]->restartIn >= 0.16 && $exits[1]->restartIn <= 0.24);
$pool->stop();
?>
--EXPECT--
enum(Supervisor\SlotState::Backoff)
int(0)
int(2)
bool(true)
int(2)
["boot_failed",false,255,0] DomainException: cannot boot
bool(true)
bool(true)
