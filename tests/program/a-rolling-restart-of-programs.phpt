--TEST--
restart() of a pool of programs: each successor is ready before its predecessor is asked to leave; scale() adds and ends programs
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Command, Event, Pool, SlotStatus, WorkerExit};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$pool = new Pool(new Command(['sleep', '60'], startSeconds: 0.05), workers: 3);
$alive = $least = 0;
$pool->on(Event::WorkerReady, function (SlotStatus $slot) use (&$alive) {
    $alive++;
});
$pool->on(Event::WorkerExit, function (WorkerExit $e) use (&$alive, &$least, &$reasons) {
    $alive--;
    $least = min($least, $alive);
    $reasons[] = $e->reason->value;
});
$pool->start();
serve_until_ready($pool);
$least = $alive;
$pids = array_column($pool->status()->slots, 'pid');
$pool->restart();
var_dump(serve_until($pool, fn () => count($pool->status()->exits) === 3), $least, $reasons);
var_dump(array_intersect($pids, array_column($pool->status()->slots, 'pid')), array_map('alive', $pids));
$pool->scale(5);
var_dump(serve_until_ready($pool), $alive);
$pool->scale(1);
var_dump(serve_until($pool, fn () => count($pool->status()->exits) === 7), array_count_values($reasons));
$pool->stop();
?>
--EXPECT--
bool(true)
int(3)
array(3) {
  [0]=>
  string(9) "restarted"
  [1]=>
  string(9) "restarted"
  [2]=>
  string(9) "restarted"
}
array(0) {
}
array(3) {
  [0]=>
  bool(false)
  [1]=>
  bool(false)
  [2]=>
  bool(false)
}
bool(true)
int(5)
bool(true)
array(2) {
  ["restarted"]=>
  int(3)
  ["scaled_down"]=>
  int(4)
}
