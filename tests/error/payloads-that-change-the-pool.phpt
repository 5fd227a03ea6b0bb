--TEST--
A payload whose __serialize() stops or destroys the pool, or submits itself
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

class Stops { function __serialize(): array { $GLOBALS['pool']->stop(); return []; } }
class Drops { function __serialize(): array { unset($GLOBALS['pool']); gc_collect_cycles(); return [1]; } function __unserialize(array $d): void {} }
class Submits { function __serialize(): array { return [$GLOBALS['pool']->submit('inner')->await()]; } function __unserialize(array $d): void { $this->got = $d[0]; } public $got; }
$make = fn () => new Pool(fn (Job $job) => is_object($job->payload) ? $job->payload->got ?? get_class($job->payload) : $job->payload, workers: 1);
$pool = $make();
echo thrown(fn () => $GLOBALS['pool']->submit(new Stops)), "\n", counters($pool, 0), "\n";
$pool = $make();
echo $pool->submit(new Submits)->await(), ' ', counters($pool, 2), "\n";
echo $pool->submit(new Drops)->await(), ' ', isset($pool) ? 'there' : 'dropped', "\n";
?>
--EXPECTF--
Supervisor\StateError: %a
none
inner done=2
Drops dropped
