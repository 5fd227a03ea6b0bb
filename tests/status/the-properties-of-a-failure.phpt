--TEST--
Failure: types of every property, also without an exception
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\Pool;

$pool = new Pool(fn () => wait_until(fn () => false, 60), workers: 1);
$pool->submit(1);
$job = $pool->submit(2);
$pool->stop(0);
var_dump($job->failure());
echo thrown(function () use ($job) { $job->failure()->message = 'x'; }), "\n";
?>
--EXPECTF--
%Aobject(Supervisor\Failure)#%d (12) {
  ["reason"]=>
  enum(Supervisor\FailureReason::Cancelled)
  ["message"]=>
  string(21) "the job was cancelled"
  ["class"]=>
  NULL
  ["code"]=>
  int(0)
  ["file"]=>
  NULL
  ["line"]=>
  int(0)
  ["trace"]=>
  string(0) ""
  ["signal"]=>
  NULL
  ["exitCode"]=>
  NULL
  ["pid"]=>
  int(0)
  ["previous"]=>
  NULL
  ["earlier"]=>
  array(0) {
  }
}
Error: Cannot modify readonly property Supervisor\Failure::$message
