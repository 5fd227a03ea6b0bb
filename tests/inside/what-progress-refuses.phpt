--TEST--
progress() refuses what is not between 0 and 1, and leaves what was told before as it was
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(function (Job $job) {
    $job->progress(0.5, 'half');
    $said = [];
    foreach ([-0.001, 1.001, NAN, INF, -INF, 50] as $fraction) {
        $said[] = thrown(fn () => $job->progress($fraction, 'wrong'));
    }
    $said[] = thrown(fn () => $job->progress(0.1, "a\0b")); // any string is a note
    $said[] = thrown(fn () => $job->progress(0, 'none'));
    $said[] = json_encode([$job->progress, $job->note]);
    $job->progress(1, "\0");
    $said[] = json_encode([$job->progress, $job->note]);
    return $said;
}, workers: 1);
$job = $pool->submit(1);
echo implode("\n", $job->await()), "\n";
echo json_encode([$job->progress, $job->note]), "\n";
?>
--EXPECT--
ValueError: Supervisor\Job::progress(): Argument #1 ($fraction) must be between 0 and 1, -0.001 given
ValueError: Supervisor\Job::progress(): Argument #1 ($fraction) must be between 0 and 1, 1.001 given
ValueError: Supervisor\Job::progress(): Argument #1 ($fraction) must be between 0 and 1, NAN given
ValueError: Supervisor\Job::progress(): Argument #1 ($fraction) must be between 0 and 1, INF given
ValueError: Supervisor\Job::progress(): Argument #1 ($fraction) must be between 0 and 1, -INF given
ValueError: Supervisor\Job::progress(): Argument #1 ($fraction) must be between 0 and 1, 50 given
nothing
nothing
[0,"none"]
[1,"\u0000"]
[1,"\u0000"]
