--TEST--
A walk cannot be moved in a callback
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool};

$pool = new Pool(fn (Job $job) => $job->payload, workers: 1);
$other = $pool->map([1, 2]);
$pool->on(Event::JobDone, function () use ($pool, $other) {
    static $once;
    if (!$once) {
        $once = true;
        echo thrown(fn () => $other->next()), "\n", thrown(fn () => $other->rewind()), "\n", thrown(fn () => $pool->map([1])), "\n";
        echo thrown(function () use ($other) { foreach ($other as $job) { echo "walked\n"; } }), "\n";
    }
});
$pool->submit(0)->await();
$n = 0;
foreach ($other as $job) { $n++; }
echo $n, "\n";
no_cycles();
?>
--EXPECTF--
Supervisor\StateError: Results::next() cannot be called in a callback of the supervisor: the master must go on serving
Supervisor\StateError: Results::%s() cannot be called in a callback of the supervisor: the master must go on serving
Supervisor\StateError: Pool::map() cannot be called in a callback of the supervisor: the master must go on serving
Supervisor\StateError: Results::%s() cannot be called in a callback of the supervisor: the master must go on serving
2
