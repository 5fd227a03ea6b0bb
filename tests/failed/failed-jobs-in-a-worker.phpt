--TEST--
In a worker the store of failed jobs is out of reach; what was listed before the fork may be read there
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, FailedJob, Job, Pool, Reject, Retry};

$first = new Pool(fn (Job $job) => throw new Reject('no'), workers: 1);
$first->on(Event::JobFailed, fn () => null);
$first->submit(['x'], name: 'n');
$first->wait();
$listed = $first->failed();
$second = new Pool(function (Job $job) use ($first, $listed) {
    $all = [];
    foreach ([fn () => $first->failed(), fn () => $first->retryFailed('x'), fn () => $first->retryAllFailed(), fn () => $first->purgeFailed()] as $call) {
        $all[] = explode(' in a worker', thrown($call))[0];
    }
    return [...$all, $listed[0]->name . json_encode($listed[0]->payload) . $listed[0]->failure->message];
}, workers: 1);
echo implode("\n", $second->submit(1)->await()), "\n", count($first->failed()), "\n";
?>
--EXPECT--
Supervisor\StateError: Pool::failed() cannot be called
Supervisor\StateError: Pool::retryFailed() cannot be called
Supervisor\StateError: Pool::retryAllFailed() cannot be called
Supervisor\StateError: Pool::purgeFailed() cannot be called
n["x"]no
1
