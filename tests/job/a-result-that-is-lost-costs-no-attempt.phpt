--TEST--
A job that was done when its worker died before it had sent the result runs again: counted as lostResults, not as an attempt or a crash
--EXTENSIONS--
supervisor
posix
--CAPTURE_STDIO--
STDOUT
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, JobState, Pool};

$pool = new Pool(function (Job $job) { if ($job->payload === 'kill') { posix_kill(getmypid(), SIGKILL); } return $job->attempt; }, workers: 1, maxAttempts: 1);
$quick = [];
$submitted = 0;
// Results of jobs of some microseconds may wait for the next one. Whether one does when the worker is killed is a matter of luck.
for ($try = 0; $try < 60 && $pool->status()->lostResults === 0; $try++) {
    for ($i = 0; $i < 60; $i++) {
        $quick[] = $pool->submit($i % 20 === 19 ? 'kill' : $i);
        $submitted++;
    }
    $pool->wait(20);
}
$wrong = array_filter($quick, fn ($job) => $job->payload !== 'kill' && ($job->state() !== JobState::Done || $job->result() !== 1 || $job->attempt !== 1 || $job->crashes !== 0));
$s = $pool->status();
var_dump(count($wrong), $s->retried, $s->crashes === $s->failed);
echo counters($s, $submitted), "\n";
?>
--EXPECTF--
int(0)
int(0)
bool(true)
done=%d failed=%d
