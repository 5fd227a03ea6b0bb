--TEST--
A result that the master cannot unserialize throws from result() and await(), each time
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

class OnlyThere { public $pid; function __serialize(): array { return ['pid' => getmypid()]; } function __unserialize(array $d): void { throw new DomainException('not here'); } }
$pool = new Pool(fn (Job $job) => new OnlyThere, workers: 1);
$job = $pool->submit(1);
echo thrown(fn () => $job->await()), "\n", thrown(fn () => $job->result()), "\n", $job->state()->value, "\n", counters($pool, 1), "\n";
?>
--EXPECT--
DomainException: not here
DomainException: not here
done
done=1
