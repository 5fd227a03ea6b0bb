--TEST--
What __serialize() and __sleep() throw leaves submit(), and nothing is queued
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

class Throws { function __serialize(): array { throw new DomainException('from __serialize'); } }
class GivesNothing { function __serialize(): array { return [fn () => 1]; } }
class SleepsBadly { private $a; function __sleep() { throw new DomainException('from __sleep'); } }
$pool = new Pool(fn (Job $job) => 1, workers: 1);
echo thrown(fn () => $pool->submit(new Throws)), "\n", thrown(fn () => $pool->submit([new SleepsBadly])), "\n";
// not visible from outside; whatever it is that is thrown, the job is not there
echo strtok(thrown(fn () => $pool->submit(new GivesNothing)), ':'), "\n";
echo counters($pool, 0), "\n";
var_dump($pool->submit(1)->await());
echo counters($pool, 1), "\n";
?>
--EXPECTF--
DomainException: from __serialize
DomainException: from __sleep
%s
none
int(1)
done=1
