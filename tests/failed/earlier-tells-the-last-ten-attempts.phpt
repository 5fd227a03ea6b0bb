--TEST--
$earlier has the counted attempts before the last one, the last ten of them, cut short; $previous stays within one attempt
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, FailedJob, Job, Pool, Reject, Retry};

$pool = new Pool(function (Job $job) {
    static $backs = 0;
    if ($job->attempt === 5 && $backs++ < 2) {
        throw new Retry(0, counted: false, message: 'not counted');
    }
    throw new RuntimeException("attempt $job->attempt" . str_repeat('x', 1000), 0, new LogicException("cause $job->attempt"));
}, workers: 1, maxAttempts: 15, backoff: 0);
$job = $pool->submit(1);
$pool->on(Event::JobRetry, function (Job $job, Failure $why) {
    static $n = 0;
    if ($n++ < 2) {
        echo 'retry: ', rtrim($why->message, 'x'), ', ', count($why->earlier), " before\n";
    }
});
$pool->wait();
$why = $job->failure();
echo rtrim($why->message, 'x'), ' ', strlen($why->message), " {$why->previous->message} ", json_encode($why->previous->previous), ' ', count($why->previous->earlier), "\n";
echo implode(', ', array_map(fn (Failure $f) => rtrim($f->message, 'x'), $why->earlier)), "\n";
echo strlen($why->earlier[0]->message), ' ', json_encode([$why->earlier[0]->trace, $why->earlier[0]->previous]), "\n";
?>
--EXPECT--
retry: attempt 1, 0 before
retry: attempt 2, 1 before
attempt 15 1010 cause 15 null 0
attempt 5, attempt 6, attempt 7, attempt 8, attempt 9, attempt 10, attempt 11, attempt 12, attempt 13, attempt 14
300 ["",null]
