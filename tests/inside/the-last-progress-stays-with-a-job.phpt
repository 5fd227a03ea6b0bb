--TEST--
What a job has told last stays with it when it is done, failed or its worker has died
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool};

log_to_file();

$pool = new Pool(function (Job $job) {
    if ($job->payload === 'silent') {
        return $job->progress;
    }
    $job->progress(0.1, 'first');
    $job->progress(0.5, "at $job->payload");
    match ($job->payload) {
        'throw' => throw new Exception('no'),
        'die' => posix_kill(getmypid(), SIGKILL),
        'exit' => exit(3),
        default => 1,
    };
}, workers: 1, maxAttempts: 1, backoff: 0);
$pool->on(Event::JobDone, fn (Job $job) => printf("told: %s %s\n", $job->progress, $job->note));
foreach (['done', 'throw', 'die', 'exit', 'silent'] as $what) {
    $jobs[] = $pool->submit($what);
}
$pool->wait();
foreach ($jobs as $job) {
    echo $job->payload, ': ', $job->state()->value, ' ', json_encode([$job->progress, $job->note]), "\n";
}
foreach ($pool->map(['a', 'silent'], ordered: true) as $job) {
    $given[] = json_encode([$job->progress, $job->note]);
}
echo implode("\n", $given), "\n"; // the callbacks may come between two of them
no_cycles();
?>
--EXPECT--
told: 0.5 at done
told: 0 
done: done [0.5,"at done"]
throw: failed [0.5,"at throw"]
die: failed [0.5,"at die"]
exit: failed [0.5,"at exit"]
silent: done [0,""]
told: 0.5 at a
told: 0 
[0.5,"at a"]
[0,""]
