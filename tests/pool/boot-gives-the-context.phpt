--TEST--
What boot returns is $context of every handler call, and of shutdown; without boot there is none
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool, Worker};

class Conn { public int $n = 0; function __construct(public int $pid) {} }
$down = temp_dir() . '/down';
$pool = new Pool(
    function (Job $job, ...$more) { $more[0]->n++; return [count($more), get_class($more[0]), $more[0]->n, $more[0]->pid === getmypid()]; },
    workers: 1, boot: function (Worker $w) { return new Conn(getmypid()); }, shutdown: function (...$context) use ($down) { note($down, count($context) . " {$context[0]->n}"); });
echo json_encode($pool->submit(1)->await()), "\n", json_encode($pool->submit(1)->await()), "\n";
$pool->stop();
echo implode("\n", lines($down)), "\n";
$pool = new Pool(fn (Job $job, ...$more) => count($more), workers: 1);
var_dump($pool->submit(1)->await());
$pool = new Pool(fn (Job $job, ...$more) => $more, workers: 1, boot: function () {});
var_dump($pool->submit(1)->await());
$pool = new Pool(fn (Job $job, mixed $context) => 1, workers: 1, maxAttempts: 1); // wants one, and there is none
$job = $pool->submit(1);
$pool->wait();
echo $job->failure()->class, "\n";
?>
--EXPECT--
[1,"Conn",1,true]
[1,"Conn",2,true]
1 2
int(0)
array(1) {
  [0]=>
  NULL
}
ArgumentCountError
