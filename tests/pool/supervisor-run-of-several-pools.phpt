--TEST--
Supervisor\run() runs several pools until all are settled
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool};

$a = new Pool(fn (Job $job) => $job->payload, name: 'a', workers: 1);
$b = new Pool(fn (Job $job) => $job->payload, name: 'b', workers: 1);
$a->on(Event::JobDone, function () use ($b) { $b->submit('from a'); });
$a->submit(1);
$a->submit(2);
var_dump(Supervisor\run($a, $b));
echo counters($a, 2), ' ', counters($b, 2), "\n";
var_dump(Supervisor\run());
echo thrown(fn () => Supervisor\run($a)), "\n";
echo thrown(fn () => Supervisor\run(new Pool(fn () => 1, name: 'x'), new Pool(fn () => 1, name: 'x'))), "\n";
echo thrown(fn () => Supervisor\run(1)), "\n", thrown(fn () => Supervisor\run(new stdClass)), "\n";
$same = new Pool(fn () => 1, name: 'same');
echo thrown(fn () => Supervisor\run($same, $same)), "\n";
?>
--EXPECT--
int(0)
done=2 done=2
int(0)
Supervisor\StateError: Supervisor\run() cannot be called: pool "a" was stopped; make a new one
Supervisor\StateError: Supervisor\run() cannot be called: two pools have the name "x"
TypeError: Supervisor\run(): Argument #1 must be of type Supervisor\Pool, int given
TypeError: Supervisor\run(): Argument #1 must be of type Supervisor\Pool, stdClass given
Supervisor\StateError: Supervisor\run() cannot be called: two pools have the name "same"
