--TEST--
workers: null and 0 are one per CPU that this process may use
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\Pool;

$cpus = (int) shell_exec('nproc');
$count = fn ($workers) => count((new Pool(fn () => 1, workers: $workers))->status()->slots);
var_dump($count(null) === $count(0), $count(null) >= 1, $count(null) <= $cpus, $count(1), $count(4096), count((new Pool(fn () => 1))->status()->slots) === $count(null));
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
int(1)
int(4096)
bool(true)
