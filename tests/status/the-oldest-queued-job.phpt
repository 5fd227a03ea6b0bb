--TEST--
Status::$oldest is how long the oldest queued job waits
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$running = temp_dir() . '/running';
$pool = new Pool(function (Job $job) use ($running) { touch($running); wait_until(fn () => $job->stopping(), 60); }, workers: 1);
$pool->submit(1);
serve_until($pool, fn () => is_file($running));
var_dump($pool->status()->oldest);
$pool->submit(2);
$since = microtime(true);
$pool->tick(0.05);
$oldest = $pool->status()->oldest;
$waited = microtime(true) - $since;
var_dump(is_float($oldest), $oldest >= 0.045, $oldest <= $waited + 0.05, $pool->status()->queued);
?>
--EXPECT--
NULL
bool(true)
bool(true)
bool(true)
int(1)
