--TEST--
Two pools at once: a method of one serves both
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$a = new Pool(fn (Job $job) => "a$job->payload", name: 'a', workers: 1);
$b = new Pool(fn (Job $job) => "b$job->payload", name: 'b', workers: 2);
$bs = array_map($b->submit(...), range(1, 50));
$as = array_map($a->submit(...), range(1, 50));
$a->wait();
serve_until($a, fn () => counters($b) === 'done=50');
echo counters($a, 50), ' ', counters($b, 50), ' ', $as[9]->result(), ' ', $bs[49]->result(), ' ', $as[0]->pool, "\n";
$a->stop();
echo $b->submit('after')->await(), "\n";
// one after another
for ($i = 0; $i < 3; $i++) {
    $pool = new Pool(fn (Job $job) => $i, workers: 1);
    echo $pool->submit(1)->await(), ' ';
    $pool->finish();
}
echo "\n";
?>
--EXPECT--
done=50 done=50 a10 b50 a
bafter
0 1 2 
