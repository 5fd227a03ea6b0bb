--TEST--
What failed() gives is a snapshot: it may be walked while jobs are queued again, forgotten and fail anew
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, FailedJob, Job, Pool, Reject, Retry};

$pool = new Pool(fn (Job $job) => throw new Reject('no'), workers: 1);
$pool->on(Event::JobFailed, fn () => null);
for ($i = 0; $i < 5; $i++) {
    $pool->submit(str_repeat("$i", 1000), name: "job $i", headers: ['i' => $i]);
}
$pool->wait();
$walked = $ids = [];
foreach ($pool->failed() as $i => $f) {
    if ($i === 0) {
        echo $pool->retryFailed($f->id) ? 'again ' : 'lost ', $pool->purgeFailed(), ' forgotten ', $pool->wait() ? 'failed again ' : '', count($pool->failed()), "\n";
    }
    $walked[] = "$f->name " . ($f->payload === str_repeat("$i", 1000) ? 'whole' : 'wrong') . " {$f->headers['i']} {$f->failure->message}";
    $ids[$f->id] = true;
}
echo implode("\n", $walked), "\n", count($ids), "\n";
$kept = $pool->failed()[0];
unset($pool); // its object is gone, what was listed is not
echo "$kept->name {$kept->failure->message} ", strlen($kept->payload), "\n";
?>
--EXPECT--
again 4 forgotten failed again 1
job 0 whole 0 no
job 1 whole 1 no
job 2 whole 2 no
job 3 whole 3 no
job 4 whole 4 no
5
job 0 no 1000
