--TEST--
A pool that is destroyed stops as stop() does: what runs is finished
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$dir = temp_dir();
$pool = new Pool(function (Job $job) use ($dir) { touch("$dir/begun-$job->payload"); wait_until(fn () => $job->stopping(), 60); touch("$dir/done-$job->payload"); }, workers: 1);
$pool->submit(1);
$job = null;
for ($i = 2; $i < 20; $i++) {
    $pool->submit($i);
}
serve_until($pool, fn () => is_file("$dir/begun-1"));
$pid = $pool->status()->slots[0]->pid;
unset($pool);
var_dump(alive($pid), is_file("$dir/done-1"), count(glob("$dir/begun-*")));
?>
--EXPECT--
bool(false)
bool(true)
int(1)
