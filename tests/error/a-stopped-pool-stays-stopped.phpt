--TEST--
A pool that was stopped before it was started stays stopped
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Pool, StateError, SupervisorException};

$pool = new Pool(fn () => 1, workers: 1);
$pool->stop();
foreach ([fn () => $pool->start(), fn () => $pool->run(), fn () => $pool->submit(1), fn () => $pool->map([1]), fn () => $pool->tick()] as $call) {
    $e = null;
    try {
        $call();
    } catch (StateError $e) {
    }
    echo $e?->getMessage(), ' ', $e instanceof Error && $e instanceof SupervisorException ? 'Error' : '', "\n";
}
var_dump($pool->wait(), $pool->stop(), $pool->finish(), $pool->status()->slots[0]->state);
?>
--EXPECT--
Pool::start() cannot be called: pool "default" was stopped; make a new one Error
Pool::run() cannot be called: pool "default" was stopped; make a new one Error
Pool::submit() cannot be called: pool "default" was stopped; make a new one Error
Pool::map() cannot be called: pool "default" was stopped; make a new one Error
Pool::tick() cannot be called: pool "default" was stopped; make a new one Error
bool(true)
NULL
NULL
enum(Supervisor\SlotState::Stopped)
