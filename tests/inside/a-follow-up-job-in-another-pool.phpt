--TEST--
A handler submits jobs to another pool of its master, with all that submit() can say; one that is not started is started; what it gives back is the id of the job
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool};

$mail = new Pool(function (Job $job) {
    if ($job->name === 'hangs') {
        sleep(60);
    }
    return [$job->id, $job->pool, $job->payload, $job->name, $job->headers, $job->attempt];
}, name: 'mail', workers: 1, maxAttempts: 1);
log_to_file();
$pool = new Pool(fn (Job $job) => [
    $job->submit(['to' => 'a@b'], 'welcome', headers: ['lang' => 'de', 'n' => null], pool: 'mail'),
    $job->submit(0.5, pool: 'mail'),
    $job->submit(null, 'hangs', timeout: 0.2, pool: 'mail'),
    $job->submit($object = new ArrayObject([1]), pool: 'mail'),
], workers: 1, name: 'main');
$mail->on(Event::JobDone, function (Job $job) use (&$told) { $told[$job->id] = $job->result(); });
$mail->on(Event::JobFailed, function (Job $job) use (&$told) { $told[$job->id] = $job->failure()->reason->name; });
$ids = $pool->submit(1)->await();
serve_until($mail, fn () => count($told ?? []) === 4);
foreach ($ids as $id) {
    if (is_array($told[$id])) {
        $told[$id][0] = $told[$id][0] === $id ? 'its id' : $told[$id][0];
    }
    echo json_encode($told[$id]), "\n";
}
echo count(array_unique($ids)), ' ', counters($pool), ' ', counters($mail), "\n";
echo json_encode(array_map(fn ($id) => preg_replace('/^\w+-\d+\./', 'x-y.', $id), $ids)), "\n";
no_cycles();
?>
--EXPECT--
["its id","mail",{"to":"a@b"},"welcome",{"lang":"de","n":null},1]
["its id","mail",0.5,null,[],1]
"TimedOut"
["its id","mail",{"0":1},null,[],1]
4 done=1 done=3 failed=1
["x-y.1","x-y.2","x-y.3","x-y.4"]
