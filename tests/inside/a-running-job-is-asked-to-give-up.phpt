--TEST--
cancel() asks a job that runs to give up: it is Cancelled if it throws, whatever, and Done if it returns
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, JobState, Pool, Reject, Retry};

$dir = temp_dir();
$pool = new Pool(function (Job $job) use ($dir) {
    note("$dir/ran", $job->payload);
    touch("$dir/$job->payload");
    wait_until(fn () => $job->cancelled(), 60);
    return match ($job->payload) {
        'throws' => throw new RuntimeException('gave up'),
        'retries' => throw new Retry(0),
        'hands back' => throw new Retry(0, counted: false),
        'rejects' => throw new Reject('never'),
        'exits' => exit(3),
        'returns' => 'all the same',
        'returns a closure' => fn () => 1,
    };
}, workers: 2, backoff: 0);
$pool->on(Event::JobFailed, fn (Job $job) => printf("%s is told as failed\n", $job->payload));
$pool->on(Event::JobRetry, fn (Job $job) => printf("%s is told as retried\n", $job->payload));
log_to_file();
foreach (['throws', 'retries', 'hands back', 'rejects', 'exits', 'returns', 'returns a closure'] as $what) {
    $job = $pool->submit($what);
    serve_until($pool, fn () => is_file("$dir/$what"));
    $answer = [$job->cancel(), $job->cancel()];
    $state = $job->state();
    $pool->wait();
    echo $what, ': ', json_encode($answer), ' ', $state->value, ' ', $job->state()->value, ' attempts ', $job->attempt;
    if ($f = $job->failure()) {
        echo ', ', $f->reason->value, ', ', $f->previous?->reason->value ?? 'no previous', $f->previous?->class ? " {$f->previous->class}" : '';
    }
    echo ', then ', json_encode($job->cancel()), "\n";
}
echo counters($pool, 7), ' ', count(lines("$dir/ran")), " attempts\n";
no_cycles();
?>
--EXPECT--
throws: [true,true] running cancelled attempts 1, cancelled, exception RuntimeException, then false
retries: [true,true] running cancelled attempts 1, cancelled, exception Supervisor\Retry, then false
hands back: [true,true] running cancelled attempts 0, cancelled, exception Supervisor\Retry, then false
rejects: [true,true] running cancelled attempts 1, cancelled, rejected Supervisor\Reject, then false
exits: [true,true] running cancelled attempts 1, cancelled, exited, then false
returns: [true,true] running done attempts 1, then false
returns a closure is told as failed
returns a closure: [true,true] running failed attempts 1, result_unsendable, no previous, then false
done=1 failed=1 cancelled=5 7 attempts
