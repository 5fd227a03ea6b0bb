--TEST--
A job that is queued, reserved or waits for a retry is cancelled at once and does not run (again); the failure of its last attempt is the previous one
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, JobState, Pool};

$dir = temp_dir();
$pool = new Pool(function (Job $job) use ($dir) {
    note("$dir/ran", $job->payload);
    switch ($job->payload) {
        case 'fast':
            usleep(200);
            return;
        case 'retry':
            throw new DomainException('the first attempt', 7);
        case 'blocks':
            touch("$dir/blocks");
            wait_until(fn () => is_file("$dir/go"), 60);
    }
}, workers: 1, backoff: 3600);
$pool->on(Event::JobFailed, fn (Job $job) => print("told as failed\n"));
$queued = $pool->submit('queued');
var_dump($queued->state(), $queued->cancel(), $queued->state());
echo thrown(fn () => $queued->await()), "\n";
var_dump($queued->failure()->reason, $queued->failure()->previous, $queued->attempt);

$delayed = $pool->submit('retry');
serve_until($pool, fn () => $delayed->state() === JobState::Delayed);
var_dump($delayed->cancel(), $delayed->state(), $delayed->failure()->message);
$previous = $delayed->failure()->previous;
echo "$previous->class $previous->message $previous->code {$previous->reason->value}\n";

for ($i = 0; $i < 100; $i++) { // so that more than one is handed out
    $pool->submit('fast');
}
$pool->wait();
$blocks = $pool->submit('blocks');
$reserved = $pool->submit('reserved');
serve_until($pool, fn () => is_file("$dir/blocks") || $reserved->state() === JobState::Reserved);
var_dump(in_array($reserved->state(), [JobState::Reserved, JobState::Queued], true), $reserved->cancel(), $reserved->state());
touch("$dir/go");
$pool->wait();
echo counters($pool, 104), ' ', implode(' ', array_unique(lines("$dir/ran"))), "\n";
no_cycles();
?>
--EXPECT--
enum(Supervisor\JobState::Queued)
bool(true)
enum(Supervisor\JobState::Cancelled)
Supervisor\JobFailed: the job was cancelled
enum(Supervisor\FailureReason::Cancelled)
NULL
int(0)
bool(true)
enum(Supervisor\JobState::Cancelled)
string(21) "the job was cancelled"
DomainException the first attempt 7 exception
bool(true)
bool(true)
enum(Supervisor\JobState::Cancelled)
done=101 cancelled=3 retry fast blocks
