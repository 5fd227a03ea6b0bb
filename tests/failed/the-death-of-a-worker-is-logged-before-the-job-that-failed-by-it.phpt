--TEST--
The line of a worker's death comes before that of the job that failed by it, however it died
--EXTENSIONS--
supervisor
posix
--INI--
display_errors=0
--CAPTURE_STDIO--
STDOUT
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, FailedJob, Job, Pool, Reject, Retry};

$log = log_to_file();
$pool = new Pool(fn (Job $job) => match ($job->payload) {
    'kill' => posix_kill(getmypid(), SIGKILL) && sleep(60),
    'exit' => exit(3),
    'fatal' => eval('class Exception {}'),
    'timeout' => sleep(60),
    'throw' => throw new Exception('x'),
}, workers: 1, maxAttempts: 1, timeout: 0.3 * SLOWER, name: 'p');
foreach (['kill', 'exit', 'fatal', 'timeout', 'throw'] as $payload) {
    $pool->submit($payload, name: $payload);
    $pool->wait();
    serve_until($pool, fn () => $pool->status()->failed === count(preg_grep('/failed for good/', lines($log))));
}
$pool->stop();
foreach (lines($log) as $line) {
    if (preg_match('/: worker \d+ .* in job \S+ "(\w+)", attempt 1/', $line, $m)) {
        echo "death: $m[1]\n";
    } elseif (preg_match('/job \S+ "(\w+)" (failed for good after 1 attempt \(\w+\))/', $line, $m)) {
        echo "$m[1] $m[2]\n";
    }
}
?>
--EXPECT--
death: kill
kill failed for good after 1 attempt (signaled)
death: exit
exit failed for good after 1 attempt (exited)
death: fatal
fatal failed for good after 1 attempt (fatal)
death: timeout
timeout failed for good after 1 attempt (timed_out)
throw failed for good after 1 attempt (exception)
