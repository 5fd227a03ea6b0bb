--TEST--
A destructor of the payload or the result that throws or exits fails the attempt
--EXTENSIONS--
supervisor
--CAPTURE_STDIO--
STDOUT
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

class D { function __construct(public string $how) {} function __destruct() { if (getmypid() !== $GLOBALS['master']) { $this->how === 'exit' ? exit(3) : throw new DomainException('from the destructor'); } } }
$master = getmypid();
$pool = new Pool(fn (Job $job) => new D($job->payload), workers: 1, maxAttempts: 1);
foreach (['throw', 'exit', 'throw'] as $how) {
    $job = $pool->submit($how);
    $pool->wait();
    echo "{$job->failure()->reason->name} {$job->failure()->message}\n";
}
echo counters($pool, 3), "\n";
?>
--EXPECT--
Exception from the destructor
Exited exit(3) was called
Exception from the destructor
failed=3
