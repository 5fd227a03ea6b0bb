--TEST--
retryFailed() is false for ids that are none, jobs that have not failed, and those of another pool
--EXTENSIONS--
supervisor
--CAPTURE_STDIO--
STDOUT
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, FailedJob, Job, Pool, Reject, Retry};

$pool = new Pool(fn (Job $job) => $job->payload === 'good' ? 1 : throw new Reject('no'), workers: 1, name: 'one');
$other = new Pool(fn (Job $job) => throw new Reject('no'), workers: 1, name: 'two');
var_dump($pool->retryFailed('')); // nor is there any job yet
$good = $pool->submit('good');
$bad = $pool->submit('bad');
$foreign = $other->submit('bad');
$pool->wait();
$other->wait();
[$prefix, $number] = explode('-', $bad->id);
foreach (['', 'x', '-', $prefix, "$prefix-", "$prefix-0", "$prefix-0$number", "$prefix-$number ", " $prefix-$number", "$prefix-+$number", "$prefix-99999999999999999999999", "$prefix-999", "{$prefix}0-$number",
    "$prefix-$number\0", "$prefix-$number\0x", $good->id, $foreign->id] as $id) {
    $pool->retryFailed($id) === false or print(json_encode($id) . ": true\n");
}
echo counters($pool, 2), ' ', counters($other, 1), "\n";
var_dump($pool->retryFailed($bad->id), $other->retryFailed($foreign->id));
?>
--EXPECT--
bool(false)
done=1 failed=1 failed=1
bool(true)
bool(true)
