--TEST--
run() of a pool with a handler and no jobs boots its workers and ends
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Pool, Worker};

$dir = temp_dir();
$pool = new Pool(fn () => 1, workers: 2, boot: fn (Worker $w) => touch("$dir/boot-$w->slot"), shutdown: fn () => note("$dir/shutdown", 'down'));
var_dump($pool->run(), count(glob("$dir/boot-*")), count(lines("$dir/shutdown")), counters($pool, 0));
?>
--EXPECT--
int(0)
int(2)
int(2)
string(4) "none"
