--TEST--
Workers that are forked in a call under @ report errors as the script does
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

foreach ([E_ALL, E_ALL & ~E_NOTICE, E_ERROR] as $level) {
    error_reporting($level);
    $pool = new Pool(fn (Job $job) => error_reporting(), workers: 1);
    @$pool->start();
    var_dump($pool->submit(1)->await() === $level);
    $pool->stop();
}
$pool = new Pool(fn (Job $job) => error_reporting(), workers: 1);
var_dump(@$pool->submit(1)->await() === E_ERROR);
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
