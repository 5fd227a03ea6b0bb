--TEST--
An exception of a backoff closure fails the job, is named in the log, and leaves the method that serves; the pool goes on
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn (Job $job) => $job->payload === 'bad' ? throw new Exception('x') : 'good', workers: 1, backoff: fn () => throw new DomainException('from backoff'));
$log = log_to_file();
$job = $pool->submit('bad');
echo thrown(fn () => $job->await()), "\n", $job->state()->value, "\n";
echo $pool->submit('good')->await(), "\n", counters($pool, 2), "\n";
echo preg_replace(['/^\S+ /', '~/\S*/~', '/job \S+/'], ['', '', 'job ID'], implode("\n", lines($log))), "\n";
?>
--EXPECT--
DomainException: from backoff
failed
good
done=1 failed=1
supervisor.warning: pool "default": the backoff closure failed, DomainException: from backoff in a-backoff-closure-that-throws.php:6: job ID gets no other attempt
