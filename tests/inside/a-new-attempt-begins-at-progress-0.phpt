--TEST--
While a job waits for a retry its progress is that of the attempt before; the next one begins at 0
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool};

$dir = temp_dir();
$pool = new Pool(function (Job $job) use ($dir) {
    if ($job->attempt === 1) {
        $job->progress(0.5, 'half');
        throw new Exception('first');
    }
    touch("$dir/second");
    wait_until(fn () => is_file("$dir/go"), 60);
    return [$job->progress, $job->note];
}, workers: 1, backoff: fn () => 0.05);
$pool->on(Event::JobRetry, fn (Job $job) => printf("%s: %s %s\n", $job->state()->value, $job->progress, $job->note));
$job = $pool->submit(1);
serve_until($pool, fn () => is_file("$dir/second"));
echo json_encode([$job->attempt, $job->progress, $job->note]), "\n";
touch("$dir/go");
var_dump($job->await() === [0.0, '']);
echo json_encode([$job->progress, $job->note]), "\n"; // the second attempt has told nothing
no_cycles();
?>
--EXPECT--
delayed: 0.5 half
[2,0,""]
bool(true)
[0.5,"half"]
