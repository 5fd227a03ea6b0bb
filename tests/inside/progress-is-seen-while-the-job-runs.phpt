--TEST--
progress() is seen in status() and on the submitter's Job while the job runs; before it tells anything it is 0 and ""
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$dir = temp_dir();
$pool = new Pool(function (Job $job) use ($dir) {
    touch("$dir/begun");
    wait_until(fn () => is_file("$dir/1"), 60);
    $job->progress(0.25, 'reading');
    touch("$dir/told 1");
    wait_until(fn () => is_file("$dir/2"), 60);
    $job->progress(1);
    touch("$dir/told 2");
    wait_until(fn () => is_file("$dir/3"), 60);
    return [$job->progress, $job->note];
}, workers: 1);
$look = function () use ($pool, &$job) {
    $slot = $pool->status()->slots[0];
    echo json_encode([$job->progress, $job->note, $slot->progress, $slot->note]), "\n";
};
$job = $pool->submit(1);
$behind = $pool->submit(2);
echo json_encode([$job->progress, $job->note]), "\n";
serve_until($pool, fn () => is_file("$dir/begun"));
$look();
touch("$dir/1");
wait_until(fn () => is_file("$dir/told 1")); // not served meanwhile: it is read from shared memory
$look();
touch("$dir/2");
wait_until(fn () => is_file("$dir/told 2"));
$look();
echo json_encode([$behind->progress, $behind->note]), "\n";
touch("$dir/3");
var_dump($job->await() === [1.0, '']);
$pool->wait();
$slot = $pool->status()->slots[0];
echo json_encode([$job->progress, $job->note, $slot->progress, $slot->note]), "\n"; // nothing runs any more
?>
--EXPECT--
[0,""]
[0,"",0,""]
[0.25,"reading",0.25,"reading"]
[1,"",1,""]
[0,""]
bool(true)
[1,"",0,""]
