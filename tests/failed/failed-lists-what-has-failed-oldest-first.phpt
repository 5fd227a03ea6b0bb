--TEST--
failed() lists the jobs that have failed, the oldest first, with all that is known of them
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, FailedJob, Job, Pool, Reject, Retry};

$pool = new Pool(fn (Job $job) => match ($job->payload) {
    'rejected' => throw new Reject('never'),
    'good' => 'done',
    default => throw new DomainException('no ' . json_encode($job->payload), 7),
}, workers: 1, maxAttempts: 2, backoff: 0);
$before = microtime(true);
$jobs = [
    $pool->submit('rejected', name: 'mail', headers: ['to' => 'me', 'n' => 1]),
    $pool->submit('good'),
    $pool->submit(['a' => [1, 2.5]]),
    $pool->submit(-3),
    $pool->submit(null),
];
$pool->wait();
$failed = $pool->failed();
echo count($failed), ' ', $pool->status()->failedKept, "\n";
$by = [];
foreach ($failed as $f) {
    $by[$f->id] = $f;
    echo json_encode([$f->name, $f->payload, $f->headers, $f->attempts, $f->crashes, $f->failure->reason, $f->failure->class, $f->failure->message, count($f->failure->earlier)]), "\n";
}
foreach ($jobs as $i => $job) {
    isset($by[$job->id]) === ($i !== 1) or print("job $i: wrong\n");
}
$f = $by[$jobs[0]->id];
var_dump($f instanceof FailedJob, $f->createdAt >= $before - 0.01, $f->failedAt >= $f->createdAt, $f->failedAt <= microtime(true) + 0.01);
$failedAt = array_map(fn ($f) => $f->failedAt, $failed);
$sorted = $failedAt;
sort($sorted);
var_dump($failedAt === $sorted);
?>
--EXPECT--
4 4
["mail","rejected",{"to":"me","n":1},1,0,"rejected","Supervisor\\Reject","never",0]
[null,{"a":[1,2.5]},[],2,0,"exception","DomainException","no {\"a\":[1,2.5]}",1]
[null,-3,[],2,0,"exception","DomainException","no -3",1]
[null,null,[],2,0,"exception","DomainException","no null",1]
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
