--TEST--
A long chain of previous exceptions, and a message of megabytes, are cut
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(function (Job $job) {
    if ($job->payload === 'long') {
        throw new Exception(str_repeat('x', 8 << 20));
    }
    $e = null;
    for ($i = 0; $i < 1000; $i++) {
        $e = new Exception("number $i", $i, $e);
    }
    throw $e;
}, workers: 1, maxAttempts: 1);
$chain = $pool->submit('chain');
$long = $pool->submit('long');
$pool->wait();
$f = $chain->failure();
echo $f->message, "\n";
for ($n = 0; $f; $f = $f->previous) {
    $n++;
}
var_dump($n > 1 && $n < 1000);
$length = strlen($long->failure()->message);
var_dump($length >= 1000 && $length < 1 << 20);
echo counters($pool, 2), "\n";
?>
--EXPECT--
number 999
bool(true)
bool(true)
failed=2
