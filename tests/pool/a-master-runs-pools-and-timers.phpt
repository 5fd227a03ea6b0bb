--TEST--
Master: add(), every(), run(), stop() and status()
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Loop, Master, Pool, Worker};

$a = new Pool(fn (Job $job) => $job->payload, name: 'a', workers: 1);
$b = new Pool(new Loop(function (Worker $w) { while ($w->next()) { usleep(1000); } }), name: 'b', workers: 1);
$master = new Master([$a]);
$master->add($b);
$n = 0;
$jobs = [];
$same = $master->every(0.002, function () use (&$n, &$jobs, $a, $master) {
    if (++$n <= 3) {
        $jobs[] = $a->submit($n);
    }
    if ($n > 3 && $a->status()->done === 3) {
        $master->stop();
    }
});
$slow = 0;
$master->every(3600, function () use (&$slow) { $slow++; });
var_dump($same === $master, array_keys($master->status()), $master->run(), count($jobs), $slow);
echo counters($master->status()['a'], 3), ' ', $master->status()['b']->slots[0]->state->value, "\n";
echo thrown(fn () => $master->run()), "\n";
no_cycles();
?>
--EXPECT--
bool(true)
array(2) {
  [0]=>
  string(1) "a"
  [1]=>
  string(1) "b"
}
int(0)
int(3)
int(0)
done=3 stopped
Supervisor\StateError: Master::run() cannot be called: pool "a" was stopped; make a new one
