--TEST--
submit() in a handler refuses a pool that the master did not have at the fork, one with a Loop, and a name that two have; its own name is always its own pool
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Loop, Pool, Worker};

$loop = new Pool(new Loop(function (Worker $w) { while ($w->next()) { usleep(1000); } }), name: 'loop', workers: 1);
$twin = new Pool(fn () => 1, name: 'twin', workers: 1);
$other_twin = new Pool(fn () => 1, name: 'twin', workers: 1);
$stopped = new Pool(fn () => 1, name: 'stopped', workers: 1);
$stopped->stop();
$gone = new Pool(fn () => 1, name: 'gone', workers: 1);
unset($gone);
$same = new Pool(fn () => 1, name: 'main', workers: 1);
$pool = new Pool(function (Job $job) {
    if ($job->payload) {
        $said = [];
        foreach (['nothing', 'loop', 'twin', 'stopped', 'gone', 'later', ''] as $name) {
            $said[] = thrown(fn () => $job->submit(0, pool: $name));
        }
        $job->submit(0, pool: 'main');
        $job->submit(0, pool: null);
        return $said;
    }
}, name: 'main', workers: 1);
$pool->start();
$later = new Pool(fn () => 1, name: 'later', workers: 1);
echo implode("\n", $pool->submit(1)->await()), "\n";
$pool->wait();
foreach ([$pool, $same, $twin, $other_twin, $later] as $p) {
    echo counters($p), "\n";
}
?>
--EXPECT--
ValueError: Supervisor\Job::submit(): Argument #9 ($pool) must be the name of a pool that the master had when this worker was forked ("main", "loop", "twin", "twin", "main"), "nothing" given
ValueError: Supervisor\Job::submit(): Argument #9 ($pool) must be the name of a pool with a handler, the work of "loop" is a Loop or a Command
ValueError: Supervisor\Job::submit(): Argument #9 ($pool) must be the name of one pool, two have the name "twin"
ValueError: Supervisor\Job::submit(): Argument #9 ($pool) must be the name of a pool that the master had when this worker was forked ("main", "loop", "twin", "twin", "main"), "stopped" given
ValueError: Supervisor\Job::submit(): Argument #9 ($pool) must be the name of a pool that the master had when this worker was forked ("main", "loop", "twin", "twin", "main"), "gone" given
ValueError: Supervisor\Job::submit(): Argument #9 ($pool) must be the name of a pool that the master had when this worker was forked ("main", "loop", "twin", "twin", "main"), "later" given
ValueError: Supervisor\Job::submit(): Argument #9 ($pool) must be the name of a pool that the master had when this worker was forked ("main", "loop", "twin", "twin", "main"), "" given
done=3
none
none
none
none
