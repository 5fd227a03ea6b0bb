--TEST--
Status::$exits has the last 100, the newest last
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn (Job $job) => 1, workers: 1, maxJobs: 1);
for ($i = 0; $i < 103; $i++) {
    $pool->submit($i);
}
$pool->wait();
$pool->stop();
$exits = $pool->status()->exits;
var_dump(count($exits), array_is_list($exits), end($exits)->spawn - $exits[0]->spawn, end($exits)->spawn >= 103);
echo counters($pool, 103), "\n";
?>
--EXPECT--
int(100)
bool(true)
int(99)
bool(true)
done=103
