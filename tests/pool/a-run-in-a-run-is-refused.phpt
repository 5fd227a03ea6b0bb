--TEST--
run() inside of run(), and add() and every() meanwhile, are refused
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Master, Pool};

$pool = new Pool(fn () => 1, name: 'a', workers: 1);
$other = new Pool(fn () => 1, name: 'b', workers: 1);
$master = new Master([$pool]);
$master->every(0.001, function () use ($master, $pool, $other, &$once) {
    if ($once++) {
        return; // its workers are ending
    }
    foreach ([fn () => $master->run(), fn () => Supervisor\run($other), fn () => $other->run(), fn () => $master->add($other), fn () => $master->every(1, fn () => 1), fn () => (new Master([$other]))->run()] as $call) {
        echo strtok(thrown($call), ':'), "\n";
    }
    $master->stop();
});
var_dump($master->run(), count($master->status()), counters($other, 0));
no_cycles();
?>
--EXPECT--
Supervisor\StateError
Supervisor\StateError
Supervisor\StateError
Supervisor\StateError
Supervisor\StateError
Supervisor\StateError
int(0)
int(1)
string(4) "none"
