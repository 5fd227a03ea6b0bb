--TEST--
A job that takes long where short ones were expected: jobs submitted after it go to idle workers, and those behind it are next for others though the queue is never empty
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool};

$dir = temp_dir();
$gate = "$dir/gate";
$pool = new Pool(function (Job $job) use ($gate) {
    if ($job->payload === 'long') {
        while (!file_exists($gate)) {
            usleep(1000);
            clearstatcache();
        }
    }
    return $job->payload;
}, workers: 2);

// One long job, and one at a time after it: the other worker is idle.
for ($i = 0; $i < 500; $i++) {
    $pool->submit(0)->await();
}
$long = $pool->submit('long');
for ($i = 0; $i < 50; $i++) {
    $pool->submit($i)->await(PATIENCE);
}
echo '50 after it: done; it: ', $long->state()->name, "\n";
touch($gate);
$long->await();
unlink($gate);

// Jobs behind it, and for each one that is done another one: the queue is never empty.
for ($i = 0; $i < 3000; $i++) {
    $pool->submit(0);
}
$pool->wait();
$long = $pool->submit('long');
$behind = [];
for ($i = 0; $i < 60; $i++) {
    $behind[] = $pool->submit('behind');
}
$busy = true;
$pool->on(Event::JobDone, function () use ($pool, &$busy) {
    $busy and $pool->submit('more');
});
for ($i = 0; $i < 1000; $i++) {
    $pool->submit('more');
}
$open = 60;
$pool->on(Event::JobDone, function (Job $job) use (&$open) {
    $job->payload === 'behind' and $open--;
});
var_dump(serve_until($pool, function () use (&$open) { return $open === 0; }));
echo '60 behind it: done; it: ', $long->state()->name, "\n";
$busy = false;
touch($gate);
var_dump($pool->wait(PATIENCE));
remove($dir);
?>
--EXPECT--
50 after it: done; it: Running
bool(true)
60 behind it: done; it: Running
bool(true)
