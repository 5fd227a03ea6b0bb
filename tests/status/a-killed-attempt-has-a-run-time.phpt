--TEST--
Status::$runTime counts the attempts that failed, and those that a worker died in
--EXTENSIONS--
supervisor
posix
--CAPTURE_STDIO--
STDOUT
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$running = temp_dir() . '/running';
$pool = new Pool(function (Job $job) use ($running) {
    touch($running);
    return $job->payload === 'throw' ? throw new Exception : wait_until(fn () => false, 60);
}, workers: 1, maxAttempts: 1);

$pool->submit('throw');
$pool->wait();
$thrown = $pool->status()->runTime['max'];
var_dump(is_float($thrown) && $thrown > 0);
unlink($running);

$pool->submit('hang');
serve_until($pool, fn () => is_file($running));
$since = hrtime(true);
$pool->tick(0.1);
posix_kill($pool->status()->slots[0]->pid, SIGKILL);
$ran = (hrtime(true) - $since) / 1e9;
$pool->wait();
var_dump($pool->status()->runTime['max'] >= $ran, $pool->status()->crashes);
echo counters($pool, 2), "\n";
?>
--EXPECT--
bool(true)
bool(true)
int(1)
failed=2
