--TEST--
Subclasses of Retry and Reject work, also when they never call the parent's constructor
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, Job, Pool, Reject, Retry};

class MyRetry extends Retry { public function __construct(public string $note) {} }
class MyReject extends Reject {}
$pool = new Pool(fn (Job $job) => $job->payload === 'retry' ? ($job->attempt === 1 ? throw new MyRetry('n') : 'second') : throw new MyReject('never', 5), workers: 1, backoff: fn () => 0.001);
$pool->on(Event::JobRetry, fn (Job $job, Failure $why, float $delay) => print("$why->class $delay\n"));
echo $pool->submit('retry')->await(), "\n";
$job = $pool->submit('reject');
echo thrown(fn () => $job->await()), "\n";
echo "{$job->failure()->reason->name} {$job->failure()->class} {$job->failure()->code}\n";
?>
--EXPECTF--
MyRetry 0.001
second
Supervisor\JobFailed: MyReject: never in %s:%d
Rejected MyReject 5
