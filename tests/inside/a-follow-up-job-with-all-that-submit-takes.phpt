--TEST--
A follow-up job with a delay, a priority, attempts, a timeout and a key: as with Pool::submit(), also in another pool
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, Job, Pool};

$mail = new Pool(function (Job $job) {
    if ($job->payload === 'fails') {
        throw new RuntimeException("attempt $job->attempt");
    }
    return microtime(true);
}, name: 'mail', workers: 1, backoff: 0.01, maxAttempts: 5);
$gate = tempnam(sys_get_temp_dir(), 'gate');
unlink($gate);
$first = new Pool(function (Job $job) use ($gate) {
    if ($job->payload === 'gate') {
        while (!file_exists($gate)) {
            usleep(1000);
            clearstatcache();
        }
    }
    if ($job->payload !== 'all') {
        return;
    }
    $job->submit('gate', priority: -10); // runs until the master knows all the others
    foreach (['late' => 2, 'soon' => 1, 'now' => -5, 'later' => 3] as $payload => $priority) {
        $job->submit($payload, priority: $priority);
    }
    $job->submit('fails', delay: 0.05, maxAttempts: 2, pool: 'mail');
    $job->submit('delayed', 'a name', delay: 0.2, timeout: 1, headers: ['at' => microtime(true)], pool: 'mail');
    $job->submit('once', unique: 'k', delay: 0.3);
    $job->submit('never', unique: 'k');            // the key is held in this pool ...
    $job->submit('mail once', unique: 'k', pool: 'mail'); // ... and free in the other one
}, name: 'first', workers: 1);
$tell = function (Job $job) {
    echo "$job->pool: $job->payload", $job->payload === 'delayed' ? ($job->result() - $job->headers['at'] >= 0.2 ? ' in time' : ' too soon') : '', "\n";
};
$first->on(Event::JobDone, function (Job $job) use ($tell, $gate) {
    $tell($job);
    $job->payload === 'all' and touch($gate);
});
$told = [];
$mail->on(Event::JobDone, function (Job $job) use (&$told, $tell) { ob_start(); $tell($job); $told[] = ob_get_clean(); });
$mail->on(Event::JobFailed, function (Job $job, Failure $why) use (&$told) { $told[] = "mail: $job->payload: $why->message\n"; });
$first->submit('all');
echo Supervisor\run($first, $mail), "\n";
unlink($gate);
sort($told);
echo implode($told);
echo counters($first, 7), ' ', counters($mail, 3), "\n";
?>
--EXPECT--
first: all
first: gate
first: now
first: soon
first: late
first: later
first: once
0
mail: delayed in time
mail: fails: attempt 2
mail: mail once
done=7 done=2 failed=1
