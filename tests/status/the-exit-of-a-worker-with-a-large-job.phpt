--TEST--
Status::$exits does not hold large jobs: $job is null when payload and failure are larger than 64 KiB; the event has it
--EXTENSIONS--
supervisor
posix
--CAPTURE_STDIO--
STDOUT
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool, WorkerExit};

$pool = new Pool(function (Job $job) { posix_kill(getmypid(), SIGKILL); sleep(60); }, workers: 1, maxAttempts: 1);
$told = [];
$pool->on(Event::WorkerExit, function (WorkerExit $e) use (&$told) { if (!$e->planned) { $told[] = $e->job?->name; } });
$small = $pool->submit(str_repeat('s', 1000), 'small');
$large = $pool->submit(str_repeat('l', 100000), 'large');
$pool->wait();
$pool->stop();
echo implode(' ', $told), "\n";
[$first, $second] = $pool->status()->exits;
var_dump($first->job === $small, $second->job, $second->label, $second->signal);
?>
--EXPECT--
small large
bool(true)
NULL
string(5) "large"
int(9)
