--TEST--
cancel(force: true) kills the worker that runs the job and what it has started; the worker is replaced, and no other job is charged
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, JobState, Pool, WorkerExit};

$log = log_to_file();
$dir = temp_dir();
$pool = new Pool(function (Job $job) use ($dir) {
    note("$dir/ran", "$job->payload $job->attempt");
    if ($job->payload === 'hangs') {
        file_put_contents("$dir/child", proc_get_status($process = proc_open('sleep 600', [], $pipes))['pid']);
        touch("$dir/hangs");
        sleep(600);
    }
    usleep(1000);
    return getmypid();
}, workers: 1);
$pool->on(Event::WorkerExit, function (WorkerExit $e) use (&$exits) { $exits[] = [$e->reason->name, $e->planned, $e->signal, $e->job?->payload, $e->restartIn, $e->trace]; });
$pool->on(Event::JobFailed, fn (Job $job) => print("told as failed\n"));
$pid = $pool->submit('before')->await();
for ($i = 0; $i < 20; $i++) {
    $pool->submit('before');
}
$pool->wait();
$job = $pool->submit('hangs');
for ($i = 0; $i < 10; $i++) {
    $behind[] = $pool->submit('behind');
}
serve_until($pool, fn () => is_file("$dir/hangs"));
var_dump($job->cancel(force: true), $job->state()); // until its worker is dead
echo thrown(fn () => $job->await()), "\n";
var_dump($job->state(), $job->attempt, $job->crashes);
$pool->wait();
$pids = array_unique(array_map(fn ($job) => $job->result(), $behind));
var_dump(count($pids) === 1 && $pids[0] !== $pid);
echo json_encode(array_count_values(array_map(fn ($job) => $job->attempt, $behind))), ' ', json_encode(array_filter(array_count_values(lines("$dir/ran")), fn ($k) => str_starts_with($k, 'behind'), ARRAY_FILTER_USE_KEY)), "\n";
echo json_encode($exits), "\n";
var_dump(wait_until(fn () => !alive((int) file_get_contents("$dir/child"))));
$s = $pool->status();
echo counters($s, 32), " crashes $s->crashes retried $s->retried lost $s->lostResults recycled ", json_encode($s->recycled), ' failures ', $s->slots[0]->failures, "\n";
echo json_encode(lines($log)), "\n"; // nothing to warn of
no_cycles();
?>
--EXPECT--
bool(true)
enum(Supervisor\JobState::Running)
Supervisor\JobFailed: the job was cancelled while it ran, and its worker was killed
enum(Supervisor\JobState::Cancelled)
int(1)
int(0)
bool(true)
{"1":10} {"behind 1":10}
[["Cancelled",true,9,"hangs",0,""]]
bool(true)
done=31 cancelled=1 crashes 0 retried 0 lost 0 recycled {"cancelled":1} failures 0
[]
