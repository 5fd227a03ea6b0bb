--TEST--
cancel() works in a callback, and throws StateError in a worker and in a process that was forked from the master
--EXTENSIONS--
supervisor
pcntl
posix
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool};

$dir = temp_dir();
$pool = new Pool(function (Job $job) use ($dir) {
    if ($job->payload === 'hangs') {
        touch("$dir/hangs");
        sleep(600);
    }
    return $job->payload;
}, workers: 2);
$hangs = $pool->submit('hangs');
serve_until($pool, fn () => is_file("$dir/hangs"));
$other = $pool->submit('other');
$worker = new Pool(fn () => [thrown(fn () => $other->cancel()), thrown(fn () => $other->cancel(force: true))], workers: 1, name: 'worker');
echo implode("\n", $worker->submit(1)->await()), "\n";
$pid = pcntl_fork();
if ($pid === 0) {
    file_put_contents("$dir/child", thrown(fn () => $hangs->cancel()) . "\n" . json_encode([$hangs->progress, $hangs->note]));
    posix_kill(getmypid(), SIGKILL);
}
pcntl_waitpid($pid, $status);
echo file_get_contents("$dir/child"), "\n", $hangs->state()->value, "\n";
$pool->on(Event::JobDone, function (Job $job) use ($pool, $hangs) {
    if ($job->payload === 'triggers') {
        for ($i = 0; $i < 400; $i++) {
            $later = $pool->submit('later');
        }
        echo json_encode([$hangs->cancel(force: true), $later->cancel(), $later->state()]), "\n";
    }
});
$pool->submit('triggers');
$pool->wait();
echo $hangs->state()->value, ' ', counters($pool, 403), "\n";
no_cycles();
?>
--EXPECT--
Supervisor\StateError: Job::cancel() cannot be called in a worker: the pool belongs to the master; $job->submit() adds a job from inside a handler
Supervisor\StateError: Job::cancel() cannot be called in a worker: the pool belongs to the master; $job->submit() adds a job from inside a handler
Supervisor\StateError: Job::cancel() cannot be called in a process that was forked from the one that made the pool
[0,""]
running
[true,true,"cancelled"]
cancelled done=401 cancelled=2
