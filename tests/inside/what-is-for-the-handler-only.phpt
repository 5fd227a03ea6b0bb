--TEST--
progress(), submit(), cancelled() and extend() throw StateError on the submitter's side, cancel() in the handler, submitted() on both
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn (Job $job) => [thrown(fn () => $job->cancel()), thrown(fn () => $job->cancel(force: true)), thrown(fn () => $job->submitted()), thrown(fn () => $job->await())], workers: 1);
$job = $pool->submit(1);
for ($i = 0; $i < 2; $i++) { // before its end, and after it
    echo thrown(fn () => $job->progress(0.5)), "\n", thrown(fn () => $job->submit(1)), "\n", thrown(fn () => $job->cancelled()), "\n", thrown(fn () => $job->extend(1)), "\n",
        thrown(fn () => $job->submitted()), "\n";
    $pool->wait();
}
echo implode("\n", $job->result()), "\n";
?>
--EXPECT--
Supervisor\StateError: Job::progress() is for the handler that runs the job
Supervisor\StateError: Job::submit() is for the handler that runs the job
Supervisor\StateError: Job::cancelled() is for the handler that runs the job; state() tells what became of it
Supervisor\StateError: Job::extend() is for the handler that runs the job
Supervisor\StateError: Job::submitted() is for jobs of Job::fake()
Supervisor\StateError: Job::progress() is for the handler that runs the job
Supervisor\StateError: Job::submit() is for the handler that runs the job
Supervisor\StateError: Job::cancelled() is for the handler that runs the job; state() tells what became of it
Supervisor\StateError: Job::extend() is for the handler that runs the job
Supervisor\StateError: Job::submitted() is for jobs of Job::fake()
Supervisor\StateError: Job::cancel() is for the process that submitted the job, not for the handler that runs it
Supervisor\StateError: Job::cancel() is for the process that submitted the job, not for the handler that runs it
Supervisor\StateError: Job::submitted() is for jobs of Job::fake()
Supervisor\StateError: Job::await() is for the process that submitted the job, not for the handler that runs it
