--TEST--
A fatal error ends one attempt, with its message, file and line
--EXTENSIONS--
supervisor
--INI--
display_errors=0
--CAPTURE_STDIO--
STDOUT
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, Job, Pool, WorkerExit};

$pool = new Pool(function (Job $job) {
    if ($job->attempt == 1) {
        eval('class Twice {} class Twice {}');
    }
    return 'second attempt';
}, workers: 1, backoff: 0);
$pool->on(Event::JobRetry, function (Job $job, Failure $why) {
    echo "{$why->reason->name} ", json_encode([$why->class, $why->signal, $why->exitCode]), " crashes=$job->crashes\n$why->message\n", basename($why->file), "\n";
});
$pool->on(Event::WorkerExit, fn (WorkerExit $e) => $e->planned || print("{$e->reason->name} $e->exitCode: " . preg_replace('~ in /.*~', '', $e->message) . "\n"));
echo $pool->submit(1)->await(), "\n", counters($pool, 1), "\n";
?>
--EXPECTF--
Fatal [null,null,255] crashes=0
%sclass Twice%s
a-fatal-error-ends-one-attempt.php(%d) : eval()'d code
Fatal 255: %sclass Twice%s
second attempt
done=1
