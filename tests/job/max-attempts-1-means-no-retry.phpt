--TEST--
maxAttempts: 1 means no retry
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Pool};

$runs = temp_dir() . '/runs';
$pool = new Pool(function () use ($runs) { note($runs, 'run'); throw new Exception('no'); }, workers: 1, maxAttempts: 1);
$pool->on(Event::JobRetry, fn () => print("retry\n"));
$job = $pool->submit(1);
echo thrown(fn () => $job->await()), "\n";
echo count(lines($runs)), ' ', counters($pool, 1), "\n";
?>
--EXPECTF--
Supervisor\JobFailed: Exception: no in %s:%d
1 failed=1
