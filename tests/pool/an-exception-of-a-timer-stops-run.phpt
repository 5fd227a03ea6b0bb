--TEST--
An exception of a callback of every() leaves run() after the workers are stopped
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Log, Master, Pool};

$running = temp_dir() . '/running';
$pool = new Pool(function (Job $job) use ($running) { touch($running); wait_until(fn () => $job->stopping(), 60); return 'finished'; }, workers: 1);
$master = new Master([$pool], Log::None);
$master->every(0.005, fn () => is_file($running) && throw new DomainException('from a timer'));
$job = $pool->submit(1);
$waits = $pool->submit(2);
echo thrown(fn () => $master->run()), "\n";
echo $job->result(), ' ', $waits->state()->value, ' ', $pool->status()->slots[0]->pid, "\n";
// nothing is left of it: another one can run
$pool = new Pool(fn () => 1, workers: 1);
$pool->submit(1);
var_dump((new Master([$pool]))->run());
?>
--EXPECT--
DomainException: from a timer
finished cancelled 0
int(0)
