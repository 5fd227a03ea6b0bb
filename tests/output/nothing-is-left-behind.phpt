--TEST--
A pool with an output leaves no descriptor, no memory file and no process; pools one after the other, scaled and restarted
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Log, Loop, Master, Output, Pool, Rotate, Worker, WorkerExit};

require dirname(__DIR__) . '/helper.inc';

$before = descriptors();
for ($i = 0; $i < 3; $i++) {
    $pool = new Pool(fn () => print("x\n"), workers: 2, output: Output::file(temp_dir() . '/%slot%.log'));
    $pool->start();
    $pool->scale(4);
    serve_until_ready($pool);
    $pool->restart();
    for ($k = 0; $k < 20; $k++) {
        $pool->submit($k);
    }
    $pool->wait();
    $pool->scale(1);
    $pool->tick(0.01);
    $pool->stop();
}
unset($pool);
$left = array_filter(array_diff_key(descriptors(), $before), fn ($what) => !str_contains($what, 'eventpoll') && !str_contains($what, 'eventfd') && !str_contains($what, 'timerfd'));
print_r(preg_grep('/pipe|memfd|socket|pidfd/', $left));
echo array_sum(array_map(fn ($file) => count(lines($file)), glob(temp_dir() . '/*.log'))), "\n";
echo trim(file_get_contents('/proc/self/task/' . getmypid() . '/children')), "\n";
?>
--EXPECT--
Array
(
)
60
