--TEST--
The id of a job is the same over all attempts, and differs from all others
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$ids = temp_dir() . '/ids';
$pool = new Pool(function (Job $job) use ($ids) { note($ids, $job->id); throw new Exception; }, workers: 2, maxAttempts: 3, backoff: 0);
$jobs = [$pool->submit(1), $pool->submit(2)];
$pool->wait();
print_r(array_count_values(array_map(fn ($id) => array_search($id, [$jobs[0]->id, $jobs[1]->id]), lines($ids))) == [3, 3] ? "right\n" : lines($ids));
var_dump($jobs[0]->id !== $jobs[1]->id);
?>
--EXPECT--
right
bool(true)
