--TEST--
The payload is what it was when it was submitted
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn (Job $job) => $job->payload->n, workers: 1);
$o = new stdClass;
$jobs = [];
for ($i = 0; $i < 5; $i++) {
    $o->n = $i;
    $jobs[] = $pool->submit($o);
}
echo implode(' ', array_map(fn ($job) => $job->await(), $jobs)), "\n";
echo $jobs[0]->payload->n, ' ', $jobs[0]->payload === $o ? 'the object itself' : 'a copy', ' ', $jobs[0]->payload === $jobs[0]->payload ? 'read once' : 'read twice', "\n";
?>
--EXPECT--
0 1 2 3 4
0 a copy read once
