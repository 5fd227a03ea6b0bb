--TEST--
submit() in a handler refuses what Pool::submit() refuses, and nothing is submitted
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

class Bad { public function __serialize(): array { throw new DomainException('not me'); } }

$calls = [
    fn ($job) => $job->submit(fn () => 1),
    fn ($job) => $job->submit(['a' => [STDIN]]),
    fn ($job) => $job->submit(new Bad),
    fn ($job) => $job->submit(str_repeat('x', 1_000_001)),
    fn ($job) => $job->submit(1, ''),
    fn ($job) => $job->submit(1, str_repeat('n', 256)),
    fn ($job) => $job->submit(1, "a\nb"),
    fn ($job) => $job->submit(1, delay: -1),
    fn ($job) => $job->submit(1, priority: 128),
    fn ($job) => $job->submit(1, maxAttempts: 0),
    fn ($job) => $job->submit(1, unique: ''),
    fn ($job) => $job->submit(1, unique: str_repeat('u', 256)),
    fn ($job) => $job->submit(1, timeout: -1),
    fn ($job) => $job->submit(1, timeout: NAN),
    fn ($job) => $job->submit(1, headers: [1]),
    fn ($job) => $job->submit(1, headers: ['a' => []]),
    fn ($job) => $job->submit(1, headers: ['a' => str_repeat('h', 33000)]),
];
ini_set('supervisor.max_frame', '1000000');
$all = function (Job $job) use ($calls) {
    return array_map(fn ($call) => thrown(fn () => $call($job)), $calls);
};
$pool = new Pool($all, workers: 1);
$there = $pool->submit(1)->await();
echo implode("\n", $there), "\n";
$pool->wait();
echo counters($pool, 1), "\n";
$fake = Job::fake(1);
var_dump($all($fake) === $there, $fake->submitted());
?>
--EXPECT--
ValueError: Supervisor\Job::submit(): Argument #1 ($payload) must be made of values that can be sent to another process, Closure given
ValueError: Supervisor\Job::submit(): Argument #1 ($payload) must be made of values that can be sent to another process, resource (stream) given
DomainException: not me
ValueError: Supervisor\Job::submit(): Argument #1 ($payload) must not be larger than supervisor.max_frame (1000000 bytes) once it is serialized
ValueError: Supervisor\Job::submit(): Argument #2 ($name) must be 1 to 255 bytes long, 0 given
ValueError: Supervisor\Job::submit(): Argument #2 ($name) must be 1 to 255 bytes long, 256 given
ValueError: Supervisor\Job::submit(): Argument #2 ($name) must not contain control characters, byte 10 given at offset 1
ValueError: Supervisor\Job::submit(): Argument #3 ($delay) must be between 0 and 31536000 seconds, -1 given
ValueError: Supervisor\Job::submit(): Argument #4 ($priority) must be between -128 and 127, 128 given
ValueError: Supervisor\Job::submit(): Argument #5 ($maxAttempts) must be between 1 and 65535, 0 given
ValueError: Supervisor\Job::submit(): Argument #7 ($unique) must be 1 to 255 bytes long, 0 given
ValueError: Supervisor\Job::submit(): Argument #7 ($unique) must be 1 to 255 bytes long, 256 given
ValueError: Supervisor\Job::submit(): Argument #6 ($timeout) must be between 0 and 31536000 seconds, -1 given
ValueError: Supervisor\Job::submit(): Argument #6 ($timeout) must be between 0 and 31536000 seconds, NAN given
ValueError: Supervisor\Job::submit(): Argument #8 ($headers) must have string keys
ValueError: Supervisor\Job::submit(): Argument #8 ($headers) must have scalar or null values, array given for "a"
ValueError: Supervisor\Job::submit(): Argument #8 ($headers) must not be larger than 32768 bytes once they are serialized
done=1
bool(true)
array(0) {
}
