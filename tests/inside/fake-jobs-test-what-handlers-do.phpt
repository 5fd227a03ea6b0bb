--TEST--
Job::fake() takes progress(), submit(), cancel() and extend(), so that a handler can be tested without a pool
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, JobState};

$handler = function (Job $job) {
    foreach ([1, 2, 3] as $i) {
        if ($job->cancelled()) {
            return 'gave up';
        }
        $job->progress($i / 4, "part $i");
        $job->extend(10);
        $job->submit([$i], "part", headers: ['i' => $i], pool: $i === 3 ? 'mail' : null);
    }
    return $job->stopping() ? 'stopping' : 'all';
};
$job = Job::fake('x', pool: 'images', id: 'test');
echo $handler($job), ' ', $job->progress, ' ', $job->note, ' ', $job->state()->value, "\n";
foreach ($job->submitted() as $next) {
    echo json_encode($next), ' ', $next->state()->value, "\n";
}
var_dump($job->submit('one more'), count($job->submitted()));
$list = $job->submitted();
$list[] = 1;
var_dump(count($job->submitted()), $job->submitted()[0] === $list[0]);
var_dump($job->cancelled(), $job->cancel(), $job->cancelled(), $handler($job), $job->state());
$fresh = Job::fake(1);
var_dump($fresh->progress, $fresh->note, $fresh->submitted());
echo thrown(fn () => $fresh->progress(2)), "\n", thrown(fn () => $fresh->progress = 1), "\n", thrown(fn () => $fresh->submit(1, pool: 'any')), "\n";
echo thrown(fn () => $fresh->submit($fresh)), "\n";
?>
--EXPECT--
all 0.75 part 3 running
{"id":"test-1","pool":"images","payload":[1],"name":"part","headers":{"i":1},"attempt":1,"crashes":0,"progress":0,"note":""} running
{"id":"test-2","pool":"images","payload":[2],"name":"part","headers":{"i":2},"attempt":1,"crashes":0,"progress":0,"note":""} running
{"id":"test-3","pool":"mail","payload":[3],"name":"part","headers":{"i":3},"attempt":1,"crashes":0,"progress":0,"note":""} running
string(6) "test-4"
int(4)
int(4)
bool(true)
bool(false)
bool(true)
bool(true)
string(7) "gave up"
enum(Supervisor\JobState::Running)
float(0)
string(0) ""
array(0) {
}
ValueError: Supervisor\Job::progress(): Argument #1 ($fraction) must be between 0 and 1, 2 given
Error: Cannot modify read-only property Supervisor\Job::$progress
nothing
ValueError: Supervisor\Job::submit(): Argument #1 ($payload) must be made of values that can be sent to another process, Supervisor\Job given
