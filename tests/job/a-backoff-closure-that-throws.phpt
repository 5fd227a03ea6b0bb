--TEST--
An exception of a backoff closure leaves the method that serves; the pool goes on
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn (Job $job) => $job->payload === 'bad' ? throw new Exception('x') : 'good', workers: 1, backoff: fn () => throw new DomainException('from backoff'));
$job = $pool->submit('bad');
echo thrown(fn () => $job->await()), "\n", $job->state()->value, "\n";
echo $pool->submit('good')->await(), "\n", counters($pool, 2), "\n";
?>
--EXPECT--
DomainException: from backoff
failed
good
done=1 failed=1
