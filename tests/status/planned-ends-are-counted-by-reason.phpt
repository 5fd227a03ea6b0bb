--TEST--
Status::$recycled counts planned ends by reason, $restarts the workers that replaced another one
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn (Job $job) => 1, workers: 2, maxJobs: 2);
for ($i = 0; $i < 8; $i++) {
    $pool->submit($i);
}
$pool->finish();
$s = $pool->status();
var_dump($s->recycled['max_jobs'] >= 3, ($s->recycled['max_jobs'] + ($s->recycled['stopped'] ?? 0)) === $s->restarts + 2, count($s->exits) === $s->restarts + 2);
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
