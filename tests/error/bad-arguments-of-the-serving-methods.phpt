--TEST--
Bad arguments of tick(), wait(), stop() and on()
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, JobState, Pool};

$pool = new Pool(fn () => 1, workers: 1);
foreach (['tick', 'wait', 'stop'] as $method) {
    foreach ([-1, -0.5, NAN, INF, -INF, 31536001, 'x', []] as $timeout) {
        echo thrown(fn () => $pool->$method($timeout)), "\n";
    }
    echo thrown(fn () => $pool->$method(1, 2)), "\n", thrown(fn () => $pool->$method(seconds: 1)), "\n";
}
foreach ([fn () => $pool->on(), fn () => $pool->on(Event::JobDone), fn () => $pool->on('job_done', fn () => 1), fn () => $pool->on(Event::JobDone, 'strlen'), fn () => $pool->on(JobState::Done, fn () => 1), fn () => $pool->start(1), fn () => $pool->run(1),
    fn () => $pool->finish(1), fn () => $pool->status(1)] as $call) {
    echo thrown($call), "\n";
}
echo counters($pool, 0), ' ', $pool->status()->slots[0]->state->value, ' ', $pool->status()->slots[0]->spawn, "\n"; // nothing was started or stopped
var_dump($pool->submit(1)->await());
?>
--EXPECT--
ValueError: Supervisor\Pool::tick(): Argument #1 ($timeout) must be between 0 and 31536000 seconds, -1 given
ValueError: Supervisor\Pool::tick(): Argument #1 ($timeout) must be between 0 and 31536000 seconds, -0.5 given
ValueError: Supervisor\Pool::tick(): Argument #1 ($timeout) must be between 0 and 31536000 seconds, NAN given
ValueError: Supervisor\Pool::tick(): Argument #1 ($timeout) must be between 0 and 31536000 seconds, INF given
ValueError: Supervisor\Pool::tick(): Argument #1 ($timeout) must be between 0 and 31536000 seconds, -INF given
ValueError: Supervisor\Pool::tick(): Argument #1 ($timeout) must be between 0 and 31536000 seconds, 31536001 given
TypeError: Supervisor\Pool::tick(): Argument #1 ($timeout) must be of type float, string given
TypeError: Supervisor\Pool::tick(): Argument #1 ($timeout) must be of type float, array given
ArgumentCountError: Supervisor\Pool::tick() expects at most 1 argument, 2 given
Error: Unknown named parameter $seconds
ValueError: Supervisor\Pool::wait(): Argument #1 ($timeout) must be between 0 and 31536000 seconds, -1 given
ValueError: Supervisor\Pool::wait(): Argument #1 ($timeout) must be between 0 and 31536000 seconds, -0.5 given
ValueError: Supervisor\Pool::wait(): Argument #1 ($timeout) must be between 0 and 31536000 seconds, NAN given
ValueError: Supervisor\Pool::wait(): Argument #1 ($timeout) must be between 0 and 31536000 seconds, INF given
ValueError: Supervisor\Pool::wait(): Argument #1 ($timeout) must be between 0 and 31536000 seconds, -INF given
ValueError: Supervisor\Pool::wait(): Argument #1 ($timeout) must be between 0 and 31536000 seconds, 31536001 given
TypeError: Supervisor\Pool::wait(): Argument #1 ($timeout) must be of type ?float, string given
TypeError: Supervisor\Pool::wait(): Argument #1 ($timeout) must be of type ?float, array given
ArgumentCountError: Supervisor\Pool::wait() expects at most 1 argument, 2 given
Error: Unknown named parameter $seconds
ValueError: Supervisor\Pool::stop(): Argument #1 ($timeout) must be between 0 and 31536000 seconds, -1 given
ValueError: Supervisor\Pool::stop(): Argument #1 ($timeout) must be between 0 and 31536000 seconds, -0.5 given
ValueError: Supervisor\Pool::stop(): Argument #1 ($timeout) must be between 0 and 31536000 seconds, NAN given
ValueError: Supervisor\Pool::stop(): Argument #1 ($timeout) must be between 0 and 31536000 seconds, INF given
ValueError: Supervisor\Pool::stop(): Argument #1 ($timeout) must be between 0 and 31536000 seconds, -INF given
ValueError: Supervisor\Pool::stop(): Argument #1 ($timeout) must be between 0 and 31536000 seconds, 31536001 given
TypeError: Supervisor\Pool::stop(): Argument #1 ($timeout) must be of type ?float, string given
TypeError: Supervisor\Pool::stop(): Argument #1 ($timeout) must be of type ?float, array given
ArgumentCountError: Supervisor\Pool::stop() expects at most 1 argument, 2 given
Error: Unknown named parameter $seconds
ArgumentCountError: Supervisor\Pool::on() expects exactly 2 arguments, 0 given
ArgumentCountError: Supervisor\Pool::on() expects exactly 2 arguments, 1 given
TypeError: Supervisor\Pool::on(): Argument #1 ($event) must be of type Supervisor\Event, string given
TypeError: Supervisor\Pool::on(): Argument #2 ($callback) must be of type Closure, string given
TypeError: Supervisor\Pool::on(): Argument #1 ($event) must be of type Supervisor\Event, Supervisor\JobState given
ArgumentCountError: Supervisor\Pool::start() expects exactly 0 arguments, 1 given
ArgumentCountError: Supervisor\Pool::run() expects exactly 0 arguments, 1 given
ArgumentCountError: Supervisor\Pool::finish() expects exactly 0 arguments, 1 given
ArgumentCountError: Supervisor\Pool::status() expects exactly 0 arguments, 1 given
none stopped 0
int(1)
