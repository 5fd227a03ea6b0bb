--TEST--
JobFailed is not called for cancelled jobs
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool};

$go = temp_dir() . '/running';
$pool = new Pool(function (Job $job) use ($go) { touch($go); wait_until(fn () => $job->stopping(), 60); return 1; }, workers: 1);
$pool->on(Event::JobFailed, fn () => print("failed\n"));
$pool->on(Event::JobDone, fn () => print("done\n"));
$running = $pool->submit(1);
$waits = $pool->submit(2);
serve_until($pool, fn () => is_file($go));
$pool->stop();
echo counters($pool, 2), ' ', $waits->failure()->reason->value, ' ', $waits->state()->value, ' ', $waits->attempt, "\n";
echo thrown(fn () => $waits->await()), "\n", $waits->failure()->pid, "\n";
?>
--EXPECT--
done
done=1 cancelled=1 cancelled cancelled 0
Supervisor\JobFailed: the job was cancelled
0
