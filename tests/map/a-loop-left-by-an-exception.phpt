--TEST--
An exception in the body of the loop cancels what has not begun, too
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn (Job $job) => $job->payload, workers: 1);
echo thrown(function () use ($pool) {
    foreach ($pool->map(range(1, 500), window: 100) as $job) {
        throw new DomainException('from the body');
    }
}), "\n";
$pool->wait();
$status = $pool->status();
var_dump($status->done + $status->cancelled <= 101, $status->queued + $status->reserved + $status->running);
?>
--EXPECT--
DomainException: from the body
bool(true)
int(0)
