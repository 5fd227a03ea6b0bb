--TEST--
stop() is told by stopping() and cancel() by cancelled(); extend() gives more time to a job that tells its progress, and no limit to one without
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

log_to_file();
$dir = temp_dir();
$pool = new Pool(function (Job $job) use ($dir) {
    switch ($job->payload) {
        case 'long':
            for ($i = 1; $i <= 4; $i++) { // takes longer than its timeout
                usleep(400_000);
                $job->extend(1);
                $job->progress($i / 4, "step $i");
            }
            return [$job->stopping(), $job->cancelled()];
        case 'late':
            $job->progress(0.5, 'hangs');
            $job->extend(0.2);
            sleep(60);
        default:
            touch("$dir/$job->payload");
            wait_until(fn () => $job->stopping() || $job->cancelled(), 60);
            return [$job->stopping(), $job->cancelled()];
    }
}, workers: 2, timeout: 1, maxAttempts: 1);
$pool->start();
serve_until_ready($pool);
$long = $pool->submit('long');
$late = $pool->submit('late');
echo json_encode($long->await()), " $long->progress $long->note\n";
$pool->wait();
echo $late->state()->value, ' ', $late->failure()->reason->name, " $late->progress $late->note\n";
$asked = $pool->submit('asked', timeout: 0);
serve_until($pool, fn () => is_file("$dir/asked"));
$asked->cancel();
echo json_encode($asked->await()), "\n";
$both = $pool->submit('both', timeout: 0);
serve_until($pool, fn () => is_file("$dir/both"));
$pool->stop();
echo json_encode($both->result()), "\n";
?>
--EXPECT--
[false,false] 1 step 4
failed TimedOut 0.5 hangs
[false,true]
[true,false]
