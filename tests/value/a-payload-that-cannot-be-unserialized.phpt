--TEST--
A payload that the worker cannot unserialize fails its job as Undecodable, without a retry
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, Job, Pool};

class Unwilling { public $a = 1; function __serialize(): array { return [1]; } function __unserialize(array $d): void { throw new DomainException('from __unserialize'); } }
class Bad implements Serializable { function serialize() { return 'x'; } function unserialize($data) { throw new Exception('from unserialize'); } function __serialize(): array { return []; } function __unserialize(array $d): void { throw new Exception('new one'); } }
$pool = new Pool(fn (Job $job) => 'ran', workers: 1, maxAttempts: 5, backoff: 0);
$pool->on(Event::JobRetry, fn () => print("retry\n"));
$pool->on(Event::JobFailed, fn (Job $job, Failure $why) => print("failed: {$why->reason->value}\n"));
$job = $pool->submit(new Unwilling);
echo thrown(fn () => $job->await()), "\n";
echo "{$job->failure()->class} $job->attempt\n";
$job = $pool->submit([new Bad]);
echo thrown(fn () => $job->await()), "\n";
echo $pool->submit('good')->await(), ' ', counters($pool, 3), ' restarts=', $pool->status()->restarts, "\n";
?>
--EXPECTF--
failed: undecodable
Supervisor\JobFailed: DomainException: from __unserialize in %s:%d
DomainException 1
failed: undecodable
Supervisor\JobFailed: Exception: new one in %s:%d
ran done=1 failed=2 restarts=0
