--TEST--
An object that is a payload may change, as in a readonly property; another cannot take its place
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

class Order
{
    public int $total = 1;
    public array $lines = [];
}

$change = function (Job $job): array {
    $job->payload->total = 2;
    $job->payload->total++;
    $job->payload->lines[] = 'x';
    $place = &$job->payload;
    $place = null;
    return [$job->payload->total, $job->payload->lines, thrown(function () use ($job) { $job->payload = new Order(); }), thrown(function () use ($job) { $job->name->x = 1; })];
};
$pool = new Pool($change, workers: 1);
$job = $pool->submit(new Order());
echo json_encode($job->await()), "\n";
echo json_encode($job->payload), "\n"; // a copy of its own
echo json_encode($change($job)), "\n";
echo json_encode($change(Job::fake(new Order()))), "\n";
?>
--EXPECT--
[3,["x"],"Error: Cannot modify read-only property Supervisor\\Job::$payload","Error: Cannot modify read-only property Supervisor\\Job::$name"]
{"total":1,"lines":[]}
[3,["x"],"Error: Cannot modify read-only property Supervisor\\Job::$payload","Error: Cannot modify read-only property Supervisor\\Job::$name"]
[3,["x"],"Error: Cannot modify read-only property Supervisor\\Job::$payload","Error: Cannot modify read-only property Supervisor\\Job::$name"]
