--TEST--
A payload of a class that the worker does not have
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, JobState, Pool};

$pool = new Pool(fn (Job $job) => get_class($job->payload), workers: 1);
$pool->start();
eval('class Late { public $a = 1; } enum LateEnum { case A; } class LateOwn { function __serialize(): array { return []; } function __unserialize(array $d): void {} }');
$job = $pool->submit(new Late);
echo $job->await(), ' ', $job->payload->a, "\n"; // as unserialize() does it
$job = $pool->submit(LateEnum::A);
$pool->wait();
echo $job->failure()->reason->name, "\n";
$job = $pool->submit(new LateOwn);
$pool->wait();
echo $job->state() === JobState::Failed ? $job->failure()->reason->name : $job->result(), "\n";
?>
--EXPECTF--
__PHP_Incomplete_Class 1
%AUndecodable
%r(Undecodable|__PHP_Incomplete_Class)%r
