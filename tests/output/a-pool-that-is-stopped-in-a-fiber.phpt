--TEST--
A pool that is stopped in a Fiber, where nothing can be forked: what was printed is written all the same, without waiting
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Output, Pool};

require dirname(__DIR__) . '/helper.inc';

$pool = new Pool(fn () => 1, boot: fn () => print("booted\n"), workers: 1, output: Output::file($file = temp_dir() . '/app.log'));
$pool->start();
wait_until(fn () => $pool->tail(0) === "booted\n");
$began = microtime(true);
(new Fiber(fn () => $pool->stop()))->start();
var_dump(microtime(true) - $began < 5 * SLOWER);
echo file_get_contents($file);
?>
--EXPECT--
bool(true)
booted
