--TEST--
begin() and end() tell status() what a Loop does: label, since when, how many jobs
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Loop, Pool, Worker};

require __DIR__ . '/../helper.inc';

$dir = temp_dir();
$pool = new Pool(new Loop(function (Worker $worker) use ($dir) {
    $step = function (string $name) use ($dir) {
        touch("$dir/$name");
        wait_until(fn () => is_file("$dir/$name-seen"));
    };
    $worker->end(); // nothing is open: nothing
    $step('idle');
    $worker->begin('first');
    $step('first');
    $worker->begin(str_repeat('x', 200)); // closes the one before
    $step('second');
    $worker->end();
    $step('end');
    $worker->begin();
    $step('third');
    $worker->next() or print("next() said no\n"); // closes it
    $step('next');
    while ($worker->next()) {
        usleep(1000);
    }
}), workers: 1);
$pool->start();
foreach (['idle', 'first', 'second', 'end', 'third', 'next'] as $step) {
    serve_until($pool, fn () => is_file("$dir/$step") && $pool->status()->slots[0]->state->value !== 'starting');
    $slot = $pool->status()->slots[0];
    echo "$step: ", json_encode([
        $slot->state, $slot->label === null ? null : substr($slot->label, 0, 10) . ' ' . strlen($slot->label), $slot->runningFor > 0, $slot->jobs,
        $slot->job, $slot->attempt,
    ]), "\n";
    touch("$dir/$step-seen");
}
$pool->stop();
echo $pool->status()->exits[0]->jobs, ' ', json_encode($pool->status()->exits[0]->label), "\n";
?>
--EXPECTF--
idle: ["idle",null,false,0,null,0]
first: ["busy","first 5",true,0,null,%d]
second: ["busy","xxxxxxxxxx 127",true,1,null,%d]
end: ["idle",null,false,2,null,0]
third: ["busy",%s,true,2,null,%d]
next: ["idle",null,false,3,null,0]
3 null
