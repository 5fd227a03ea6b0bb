--TEST--
What makes no sense for a pool of programs is refused: arguments of the constructor, and methods about jobs
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Command, Job, Pool};

require __DIR__ . '/../helper.inc';

$command = new Command(['sleep', '60']);
foreach (['boot' => fn () => 1, 'shutdown' => fn () => 1, 'timeout' => 1, 'maxAttempts' => 2, 'maxCrashes' => 2, 'backoff' => 1, 'maxJobs' => 1, 'idleTimeout' => 1, 'minWorkers' => 1,
    'bootTimeout' => 5, 'maxQueue' => 5] as $name => $value) {
    echo str_replace('Supervisor\Pool::__construct(): ', '', thrown(fn () => new Pool($command, ...[$name => $value]))), "\n";
}
new Pool(new Command(['sleep', '60'], notify: true), bootTimeout: 5);
$pool = new Pool($command, name: 'programs', workers: 0 + 1);
foreach ([fn () => $pool->submit(1), fn () => $pool->submitAll([1]), fn () => $pool->map([1])] as $call) {
    echo thrown($call), "\n";
}
$handlers = new Pool(fn (Job $job) => $job->submit(1, pool: 'programs'), workers: 1, maxAttempts: 1);
echo preg_replace('/ in \S+:\d+$/', '', thrown(fn () => $handlers->submit(1)->await())), "\n";
?>
--EXPECT--
ValueError: Argument #4 ($boot) cannot be given together with a Command, which has no jobs and runs no PHP of this script
ValueError: Argument #5 ($shutdown) cannot be given together with a Command, which has no jobs and runs no PHP of this script
ValueError: Argument #6 ($timeout) cannot be given together with a Command, which has no jobs and runs no PHP of this script
ValueError: Argument #7 ($maxAttempts) cannot be given together with a Command, which has no jobs and runs no PHP of this script
ValueError: Argument #8 ($maxCrashes) cannot be given together with a Command, which has no jobs and runs no PHP of this script
ValueError: Argument #9 ($backoff) cannot be given together with a Command, which has no jobs and runs no PHP of this script
ValueError: Argument #10 ($maxJobs) cannot be given together with a Command, which has no jobs and runs no PHP of this script
ValueError: Argument #13 ($idleTimeout) cannot be given together with a Command, which has no jobs and runs no PHP of this script
ValueError: Argument #14 ($minWorkers) cannot be given together with a Command, which has no jobs and runs no PHP of this script
ValueError: Argument #15 ($bootTimeout) can only be given together with a Command that has notify; without it, a program is ready after its startSeconds
ValueError: Argument #20 ($maxQueue) cannot be given together with a Command, which has no jobs and runs no PHP of this script
Supervisor\StateError: Pool::submit() cannot be called: the work of pool "programs" is a Command, which has no jobs
Supervisor\StateError: Pool::submitAll() cannot be called: the work of pool "programs" is a Command, which has no jobs
Supervisor\StateError: Pool::map() cannot be called: the work of pool "programs" is a Command, which has no jobs
Supervisor\JobFailed: ValueError: Supervisor\Job::submit(): Argument #9 ($pool) must be the name of a pool with a handler, the work of "programs" is a Loop or a Command
