--TEST--
Private constructors called by reflection, and readonly properties, give nothing away and crash nothing
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Failure, Job, JobFailed, Pool, Results};

foreach ([Supervisor\Status::class, Supervisor\SlotStatus::class, Supervisor\WorkerExit::class, Failure::class, Supervisor\Worker::class, Job::class, Results::class, JobFailed::class] as $class) {
    $r = new ReflectionClass($class);
    echo $class, ' ', thrown(fn () => $r->newInstance()), "\n";
    try {
        $object = $r->newInstanceWithoutConstructor();
    } catch (ReflectionException) {
        continue;
    }
    // what PHP lets be made so must still be harmless
    var_dump(count(get_object_vars($object)) >= 0);
    json_encode($object);
}
$fake = Job::fake(1);
(new ReflectionMethod(Job::class, '__construct'))->invoke($fake);
echo $fake->payload, "\n";
$pool = new Pool(fn () => 1, workers: 1);
$results = $pool->map([1, 2]);
(new ReflectionMethod(Results::class, '__construct'))->invoke($results);
echo iterator_count($results), "\n";
?>
--EXPECTF--
Supervisor\Status ReflectionException: %s
%ASupervisor\JobFailed ReflectionException: %s
%A1
2
