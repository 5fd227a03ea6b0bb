<?php // The shortest useful script: php examples/map.php [FILE ...]
use Supervisor\{Job, JobState, Pool, Reject};

$pool = new Pool(function (Job $job) {
    $hash = is_file($job->payload) ? @hash_file('sha256', $job->payload) : false;
    return $hash ?: throw new Reject("cannot read $job->payload"); // Reject: to try again would not help
}, workers: 4);

$status = 0;
foreach ($pool->map(array_slice($argv, 1) ?: glob(__DIR__ . '/*.php')) as $job) {
    if ($job->state() === JobState::Done) {
        echo $job->result(), '  ', $job->payload, "\n";
    } else {
        fwrite(STDERR, $job->failure()->message . "\n");
        $status = 1;
    }
}
exit($status);
