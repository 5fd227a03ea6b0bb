--TEST--
restart() replaces workers that are still in their boot, too
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\Pool;

$dir = temp_dir();
$pool = new Pool(fn () => 1, workers: 3, boot: function () use ($dir) {
    note("$dir/boots", getmypid());
    wait_until(fn () => is_file("$dir/go"));
});
$pool->start();
serve_until($pool, fn () => count(lines("$dir/boots")) === 3);
$before = lines("$dir/boots");
$pool->restart();
touch("$dir/go");
serve_until($pool, fn () => array_sum($pool->status()->recycled) === 3 && count($pool->status()->slots) === 3);
$now = array_map(fn ($s) => $s->pid, $pool->status()->slots);
var_dump(array_intersect($before, $now), $pool->status()->recycled);
$pool->stop();
?>
--EXPECT--
array(0) {
}
array(1) {
  ["restarted"]=>
  int(3)
}
