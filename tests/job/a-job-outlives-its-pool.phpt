--TEST--
A Job can be read when its pool is gone
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn (Job $job) => $job->payload === 'bad' ? throw new Exception('bad') : strtoupper($job->payload), name: 'gone', workers: 1, maxAttempts: 1);
$good = $pool->submit('good', 'n', headers: ['h' => 1]);
$bad = $pool->submit('bad');
$pool->finish();
$pool = null;
gc_collect_cycles();
var_dump($good->result(), $good->await(), $good->pool, $good->name, $good->headers['h'], $good->payload, $good->attempt);
echo $bad->failure()->message, ' ', $bad->state()->value, "\n";
?>
--EXPECT--
string(4) "GOOD"
string(4) "GOOD"
string(4) "gone"
string(1) "n"
int(1)
string(4) "good"
int(1)
bad failed
