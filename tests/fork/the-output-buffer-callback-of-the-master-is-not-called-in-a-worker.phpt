--TEST--
The callback of an output buffer of the master is not called in a worker, whose output goes out at once
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\Pool;

require __DIR__ . '/../helper.inc';

$master = getmypid();
ob_start(function (string $text) use ($master) {
    return getmypid() === $master ? "[$text]\n" : "CALLED IN A WORKER\n";
});
echo 'of the master';
$pool = new Pool(function () {
    echo 'of the worker, level ', ob_get_level(), "\n";
    exit;
}, workers: 1, maxAttempts: 1);
log_to_file();
$pool->submit(1);
serve_until($pool, fn () => $pool->status()->exits);
$pool->stop();
ob_end_flush();
?>
--EXPECT--
of the worker, level 0
[of the master]
