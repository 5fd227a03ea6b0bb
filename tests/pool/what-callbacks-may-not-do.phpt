--TEST--
In a callback start(), run(), tick(), wait(), finish(), map() and await() throw StateError
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Master, Pool};

$other = new Pool(fn () => 1, name: 'other', workers: 1);
$pool = new Pool(fn () => 1, workers: 1);
$master = new Master([$pool]);
$job = $pool->submit(1);
$pool->on(Event::JobDone, function (Job $job) use ($pool, $other, $master) {
    static $once;
    if ($once) {
        return;
    }
    $once = true;
    foreach (['start' => fn () => $pool->start(), 'start other' => fn () => $other->start(), 'run' => fn () => $pool->run(), 'tick' => fn () => $pool->tick(), 'wait' => fn () => $pool->wait(),
        'finish' => fn () => $pool->finish(), 'map' => fn () => $pool->map([1]), 'await' => fn () => $job->await(), 'run()' => fn () => Supervisor\run($pool), 'Master' => fn () => $master->run(),
        'submit other' => fn () => $other->submit(1)] as $what => $call) {
        $message = thrown($call);
        echo $what, ' ', preg_match('/^Supervisor\\\\StateError: .*callback/', $message) ? 'StateError' : $message, "\n";
    }
    echo counters($other, 0), "\n", $job->result(), "\n";
    $pool->submit('works');
});
$pool->wait();
echo counters($pool, 2), "\n";
no_cycles();
?>
--EXPECT--
start StateError
start other StateError
run StateError
tick StateError
wait StateError
finish StateError
map StateError
await StateError
run() StateError
Master StateError
submit other StateError
none
1
done=2
