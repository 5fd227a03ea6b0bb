--TEST--
Status and SlotStatus of a pool that is not started: types and values of every property
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\Pool;

$pool = new Pool(fn () => 1, name: 'new', workers: 1);
var_dump($pool->status());
?>
--EXPECTF--
object(Supervisor\Status)#%d (21) {
  ["pool"]=>
  string(3) "new"
  ["queued"]=>
  int(0)
  ["delayed"]=>
  int(0)
  ["reserved"]=>
  int(0)
  ["running"]=>
  int(0)
  ["done"]=>
  int(0)
  ["failed"]=>
  int(0)
  ["cancelled"]=>
  int(0)
  ["retried"]=>
  int(0)
  ["crashes"]=>
  int(0)
  ["lostResults"]=>
  int(0)
  ["restarts"]=>
  int(0)
  ["recycled"]=>
  array(0) {
  }
  ["oldest"]=>
  NULL
  ["runTime"]=>
  array(4) {
    ["p50"]=>
    NULL
    ["p90"]=>
    NULL
    ["p99"]=>
    NULL
    ["max"]=>
    NULL
  }
  ["waitTime"]=>
  array(4) {
    ["p50"]=>
    NULL
    ["p90"]=>
    NULL
    ["p99"]=>
    NULL
    ["max"]=>
    NULL
  }
  ["slots"]=>
  array(1) {
    [0]=>
    object(Supervisor\SlotStatus)#%d (18) {
      ["pool"]=>
      string(3) "new"
      ["slot"]=>
      int(0)
      ["pid"]=>
      int(0)
      ["spawn"]=>
      int(0)
      ["state"]=>
      enum(Supervisor\SlotState::Stopped)
      ["job"]=>
      NULL
      ["label"]=>
      NULL
      ["attempt"]=>
      int(0)
      ["runningFor"]=>
      float(0)
      ["uptime"]=>
      float(0)
      ["cpuTime"]=>
      float(0)
      ["jobs"]=>
      int(0)
      ["failures"]=>
      int(0)
      ["memory"]=>
      int(0)
      ["peakMemory"]=>
      int(0)
      ["restartIn"]=>
      NULL
      ["progress"]=>
      float(0)
      ["note"]=>
      string(0) ""
    }
  }
  ["exits"]=>
  array(0) {
  }
  ["degraded"]=>
  bool(false)
  ["failedKept"]=>
  int(0)
  ["failedDropped"]=>
  int(0)
}
