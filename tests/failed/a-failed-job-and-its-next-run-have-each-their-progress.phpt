--TEST--
The progress of a job that has failed stays what it was when it is run again by retryFailed(); the new run has its own
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool, Reject};

$dir = temp_dir();
$pool = new Pool(function (Job $job) use ($dir) {
    if (!is_file("$dir/again")) {
        $job->progress(0.25, 'first');
        throw new Reject('no');
    }
    if ($job->payload !== 'silent') {
        $job->progress(0.75, 'second');
    }
}, workers: 1);
$pool->on(Event::JobDone, function (Job $job) use (&$new) { $new = $job; });
$told = fn (Job $job) => print("$job->progress $job->note\n");
foreach (['old goes first' => 1, 'new goes first' => 2, 'new is silent' => 'silent'] as $what => $payload) {
    $old = $pool->submit($payload);
    $pool->wait();
    touch("$dir/again");
    var_dump($pool->retryFailed($old->id));
    $pool->wait();
    echo "$what: ";
    var_dump($new !== $old && $new->id === $old->id);
    $told($old);
    $told($new);
    if ($what === 'old goes first') {
        unset($old);
        gc_collect_cycles();
        $told($new);
    } else {
        $new = null;
        gc_collect_cycles();
        $told($old);
    }
    unlink("$dir/again");
}
no_cycles();
?>
--EXPECT--
bool(true)
old goes first: bool(true)
0.25 first
0.75 second
0.75 second
bool(true)
new goes first: bool(true)
0.25 first
0.75 second
0.25 first
bool(true)
new is silent: bool(true)
0.25 first
0 
0.25 first
