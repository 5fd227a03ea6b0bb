--TEST--
wait() with a timeout says whether all is settled
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\Pool;

$go = temp_dir() . '/go';
$pool = new Pool(function () use ($go) { wait_until(fn () => is_file($go), 60); }, workers: 1);
var_dump($pool->wait(), $pool->wait(0)); // nothing submitted, not even started
$pool->submit(1);
var_dump($pool->wait(0), $pool->wait(0.02));
touch($go);
var_dump($pool->wait(30), $pool->wait(null));
?>
--EXPECT--
bool(true)
bool(true)
bool(false)
bool(false)
bool(true)
bool(true)
