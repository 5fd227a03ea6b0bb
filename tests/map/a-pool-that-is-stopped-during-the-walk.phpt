--TEST--
stop() in the walk ends it: what was read ahead comes as cancelled
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn (Job $job) => $job->payload, workers: 1);
$states = [];
foreach ($pool->map((function () { for ($i = 0; ; $i++) { yield $i; } })(), window: 10) as $job) {
    $states[] = $job->state()->value;
    $pool->stop();
}
$states = array_count_values($states);
var_dump($states['done'] >= 1, array_sum($states) <= 21, array_diff(array_keys($states), ['done', 'cancelled']) === []);
echo thrown(fn () => $pool->map([1])), "\n";
var_dump($pool->status()->queued + $pool->status()->reserved + $pool->status()->running);
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
Supervisor\StateError: Pool::map() cannot be called: pool "default" was stopped; make a new one
int(0)
