--TEST--
A job is queued, reserved, running, delayed, done: state() says so
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, JobState, Pool};

$go = temp_dir() . '/go';
$running = temp_dir() . '/running';
$pool = new Pool(function (Job $job) use ($go, $running) {
    touch($running);
    wait_until(fn () => is_file($go), 60);
    return $job->attempt === 1 ? throw new Exception('first') : 1;
}, workers: 1, backoff: fn () => 0.2);
$states = [];
$pool->on(Event::JobRetry, function (Job $job) use (&$states) { $states[] = $job->state()->value; });
$job = $pool->submit(1);
$second = $pool->submit(2);
echo in_array($job->state(), [JobState::Queued, JobState::Reserved, JobState::Running]) ? 'waits' : $job->state()->value, "\n";
serve_until($pool, fn () => is_file($running));
echo $job->state()->value, ' attempt ', $job->attempt, ', ', $second->state()->value, ' attempt ', $second->attempt, "\n";
touch($go);
$job->await();
echo $job->state()->value, ' ', $states[0], "\n";
$pool->wait();
echo $second->state()->value, "\n";
?>
--EXPECT--
waits
running attempt 1, queued attempt 0
done delayed
done
