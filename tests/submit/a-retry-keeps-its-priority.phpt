--TEST--
A job that is tried again, and one that a dead worker had not begun, keep their priority
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{JobState, Pool, Retry};

log_to_file();
$dir = temp_dir();
$pool = new Pool(function ($job) use ($dir) {
    note("$dir/ran", "$job->payload");
    switch ("$job->payload $job->attempt") {
        case 'gate 1':
        case 'gate2 1':
            wait_until(fn () => is_file("$dir/open $job->payload"));
            return;
        case 'again 1':
            throw new Retry(delay: 0.05);
        case 'kill 1':
            posix_kill(getmypid(), SIGKILL);
    }
}, workers: 1, backoff: 0, maxCrashes: 5);
$pool->submit('gate');
serve_until($pool, fn () => lines("$dir/ran") === ['gate']);
$pool->submit('low', priority: 5);
$pool->submit('kill', priority: -5);
$pool->submit('high', priority: -3);
touch("$dir/open gate");
$pool->wait();
echo implode(' ', lines("$dir/ran")), "\n";

unlink("$dir/ran");
$again = $pool->submit('again', priority: -1);
serve_until($pool, fn () => $again->attempt === 1);
$pool->submit('gate2');
serve_until($pool, fn () => $again->state() === JobState::Delayed && count(lines("$dir/ran")) === 2);
$pool->submit('low');
$pool->submit('high', priority: -2);
serve_until($pool, fn () => $again->state() !== JobState::Delayed);
touch("$dir/open gate2");
$pool->wait();
echo implode(' ', lines("$dir/ran")), "\n", counters($pool, 8), "\n";
?>
--EXPECT--
gate kill kill high low
again gate2 high again low
done=8
