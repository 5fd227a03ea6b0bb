--TEST--
A result that cannot travel fails the job, which is not run again
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool};

class Throws { function __serialize(): array { throw new DomainException('from __serialize'); } }
function gen() { yield 1; }
$runs = temp_dir() . '/runs';
$pool = new Pool(function (Job $job) use ($runs) {
    note($runs, (string) $job->payload);
    return ['closure' => fn () => 1, 'nested' => [[fn () => 1]], 'resource' => STDIN, 'generator' => gen(), 'anonymous' => new class {}, 'throws' => new Throws, 'job' => $job, 'pid' => getmypid()][$job->payload];
}, workers: 1, maxAttempts: 5, backoff: 0);
$pool->on(Event::JobRetry, fn () => print("retry\n"));
$pid = $pool->submit('pid')->await();
foreach (['closure', 'nested', 'resource', 'generator', 'anonymous', 'throws', 'job'] as $what) {
    $job = $pool->submit($what);
    echo thrown(fn () => $job->await()), "\n";
    echo "  {$job->failure()->reason->name} {$job->state()->value} attempt $job->attempt\n";
}
var_dump($pool->submit('pid')->await() === $pid);
echo max(array_count_values(array_diff(lines($runs), ['pid']))), ' ', counters($pool, 9), "\n";
?>
--EXPECTF--
Supervisor\JobFailed: the handler returned something that cannot be sent to another process: Closure
  ResultUnsendable failed attempt 1
Supervisor\JobFailed: the handler returned something that cannot be sent to another process: Closure
  ResultUnsendable failed attempt 1
Supervisor\JobFailed: the handler returned something that cannot be sent to another process: resource (stream)
  ResultUnsendable failed attempt 1
Supervisor\JobFailed: the handler returned something that cannot be sent to another process: Generator
  ResultUnsendable failed attempt 1
Supervisor\JobFailed: the handler returned something that cannot be sent to another process: class@anonymous%S
  ResultUnsendable failed attempt 1
Supervisor\JobFailed: DomainException: from __serialize in %s:%d
  ResultUnsendable failed attempt 1
Supervisor\JobFailed: the handler returned something that cannot be sent to another process: Supervisor\Job
  ResultUnsendable failed attempt 1
bool(true)
1 done=2 failed=7
