--TEST--
Bad arguments of what is about supervision: the message names the argument, what was given and what is allowed
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Loop, OnDegraded, Pool, Restart, Worker};

$h = fn () => 1;
$loop = new Loop(fn (Worker $w) => $w->next());
$calls = [
    fn () => new Pool($h, timeout: -1), fn () => new Pool($h, timeout: NAN), fn () => new Pool($h, timeout: 31536001), fn () => new Pool($h, timeout: 'x'),
    fn () => new Pool($h, maxMemory: -1), fn () => new Pool($h, maxMemory: '12X'), fn () => new Pool($h, maxMemory: '1MB'), fn () => new Pool($h, maxMemory: ''), fn () => new Pool($h, maxMemory: '-1M'),
    fn () => new Pool($h, maxMemory: 'NAN'), fn () => new Pool($h, maxMemory: []),
    fn () => new Pool($h, maxAge: -1), fn () => new Pool($h, idleTimeout: INF), fn () => new Pool($h, bootTimeout: -0.5),
    fn () => new Pool($h, minWorkers: 1), fn () => new Pool($h, workers: 2, idleTimeout: 1, minWorkers: 3), fn () => new Pool($h, idleTimeout: 1, minWorkers: -1),
    fn () => new Pool($h, restart: 'never'), fn () => new Pool($h, onDegraded: 1),
    fn () => new Pool($h, noRestartOn: ['1']), fn () => new Pool($h, noRestartOn: [256]), fn () => new Pool($h, noRestartOn: [-1]), fn () => new Pool($h, noRestartOn: 1),
    fn () => new Pool($loop, idleTimeout: 1), fn () => new Pool($loop, idleTimeout: 1, minWorkers: 1),
    fn () => (new Pool($h))->scale(-1), fn () => (new Pool($h))->scale(4097), fn () => (new Pool($h, workers: 3, idleTimeout: 1, minWorkers: 2))->scale(1), fn () => (new Pool($h))->restart(),
    fn () => Job::fake(1)->extend(-1), fn () => Job::fake(1)->extend(NAN),
];
foreach ($calls as $call) {
    echo thrown($call), "\n";
}
foreach (['0', '64M', '1.5g', '100k', '1000', 5000, '1e6'] as $size) {
    new Pool($h, maxMemory: $size);
}
$pool = new Pool($h, workers: 1, timeout: 5, maxMemory: '1G', maxAge: 5, idleTimeout: 5, minWorkers: 1, bootTimeout: 0, restart: Restart::OnFailure, noRestartOn: [3], onDegraded: OnDegraded::Exit);
$job = $pool->submit(1);
echo thrown(fn () => $job->extend(1)), "\n";
$pool->stop();
echo thrown(fn () => $pool->scale(1)), "\n", thrown(fn () => $pool->restart()), "\n";
?>
--EXPECT--
ValueError: Supervisor\Pool::__construct(): Argument #6 ($timeout) must be between 0 and 31536000 seconds, -1 given
ValueError: Supervisor\Pool::__construct(): Argument #6 ($timeout) must be between 0 and 31536000 seconds, NAN given
ValueError: Supervisor\Pool::__construct(): Argument #6 ($timeout) must be between 0 and 31536000 seconds, 31536001 given
TypeError: Supervisor\Pool::__construct(): Argument #6 ($timeout) must be of type float, string given
ValueError: Supervisor\Pool::__construct(): Argument #11 ($maxMemory) must be between 0 and 1e15 bytes, -1 given
ValueError: Supervisor\Pool::__construct(): Argument #11 ($maxMemory) must be a size in bytes such as 67108864, "64M" or "1.5G", "12X" given
ValueError: Supervisor\Pool::__construct(): Argument #11 ($maxMemory) must be a size in bytes such as 67108864, "64M" or "1.5G", "1MB" given
ValueError: Supervisor\Pool::__construct(): Argument #11 ($maxMemory) must be a size in bytes such as 67108864, "64M" or "1.5G", "" given
ValueError: Supervisor\Pool::__construct(): Argument #11 ($maxMemory) must be a size in bytes such as 67108864, "64M" or "1.5G", "-1M" given
ValueError: Supervisor\Pool::__construct(): Argument #11 ($maxMemory) must be a size in bytes such as 67108864, "64M" or "1.5G", "NAN" given
TypeError: Supervisor\Pool::__construct(): Argument #11 ($maxMemory) must be of type string|int, array given
ValueError: Supervisor\Pool::__construct(): Argument #12 ($maxAge) must be between 0 and 31536000 seconds, -1 given
ValueError: Supervisor\Pool::__construct(): Argument #13 ($idleTimeout) must be between 0 and 31536000 seconds, INF given
ValueError: Supervisor\Pool::__construct(): Argument #15 ($bootTimeout) must be between 0 and 31536000 seconds, -0.5 given
ValueError: Supervisor\Pool::__construct(): Argument #14 ($minWorkers) can only be given together with idleTimeout
ValueError: Supervisor\Pool::__construct(): Argument #14 ($minWorkers) must not be greater than the number of workers (2), 3 given
ValueError: Supervisor\Pool::__construct(): Argument #14 ($minWorkers) must be between 0 and 4096, -1 given
TypeError: Supervisor\Pool::__construct(): Argument #17 ($restart) must be of type Supervisor\Restart, string given
TypeError: Supervisor\Pool::__construct(): Argument #19 ($onDegraded) must be of type Supervisor\OnDegraded, int given
TypeError: Supervisor\Pool::__construct(): Argument #18 ($noRestartOn) must be a list of int, string given
ValueError: Supervisor\Pool::__construct(): Argument #18 ($noRestartOn) must be between 0 and 255, 256 given
ValueError: Supervisor\Pool::__construct(): Argument #18 ($noRestartOn) must be between 0 and 255, -1 given
TypeError: Supervisor\Pool::__construct(): Argument #18 ($noRestartOn) must be of type array, int given
ValueError: Supervisor\Pool::__construct(): Argument #13 ($idleTimeout) cannot be given together with a Loop, which has no jobs of its own
ValueError: Supervisor\Pool::__construct(): Argument #13 ($idleTimeout) cannot be given together with a Loop, which has no jobs of its own
ValueError: Supervisor\Pool::scale(): Argument #1 ($workers) must be between 0 and 4096, -1 given
ValueError: Supervisor\Pool::scale(): Argument #1 ($workers) must be between 0 and 4096, 4097 given
ValueError: Supervisor\Pool::scale(): Argument #1 ($workers) must be between 2 and 4096, 1 given
Supervisor\StateError: Pool::restart() cannot be called: pool "default" is not started
ValueError: Supervisor\Job::extend(): Argument #1 ($seconds) must be between 0 and 31536000 seconds, -1 given
ValueError: Supervisor\Job::extend(): Argument #1 ($seconds) must be between 0 and 31536000 seconds, NAN given
Supervisor\StateError: Job::extend() is for the handler that runs the job
Supervisor\StateError: Pool::scale() cannot be called: pool "default" was stopped
Supervisor\StateError: Pool::restart() cannot be called: pool "default" was stopped
