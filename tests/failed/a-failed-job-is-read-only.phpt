--TEST--
A FailedJob cannot be changed, cloned, serialized or made; dumps and foreach show all of it
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, FailedJob, Job, Pool, Reject, Retry};

$pool = new Pool(fn (Job $job) => throw new Reject('no'), workers: 1);
$pool->on(Event::JobFailed, fn () => null);
$pool->submit(['deep' => [1]], name: 'n');
$pool->wait();
$one = fn () => $pool->failed()[0]; // each time one that nothing has read
foreach (['id', 'name', 'payload', 'headers', 'attempts', 'failure', 'failedAt'] as $p) {
    foreach ([
        function () use ($one, $p) { $one()->$p = 'x'; },
        function () use ($one, $p) { $f = $one(); unset($f->$p); },
        function () use ($one, $p) { $f = $one(); $p === 'failure' ? $f->$p = 1 : $r = &$f->$p; }, // a reference of an object is one of a copy
    ] as $change) {
        preg_match('/^Error: Cannot (modify|indirectly modify|unset) readonly property Supervisor.FailedJob::\$' . $p . '$/', thrown($change)) or print("$p: " . thrown($change) . "\n");
    }
}
echo str_replace('indirectly ', '', thrown(function () use ($one) { $one()->payload['deep'] = 2; })), "\n", thrown(fn () => $one()->nothing = 1), "\n", thrown(fn () => clone $one()), "\n",
    thrown(fn () => serialize($one())), "\n", thrown(fn () => new FailedJob), "\n";
var_dump(isset($one()->payload), isset($one()->payload['deep'][0]), empty($one()->headers), isset($one()->name), isset($one()->nothing));
echo implode(' ', array_keys(get_object_vars($one()))), "\n", implode(' ', array_keys((array) $one())), "\n", implode(' ', array_keys(json_decode(json_encode($one()), true))), "\n";
foreach ($one() as $name => $value) {
    echo $name, $name === 'payload' ? '=' . json_encode($value) : '', ' ';
}
ob_start();
var_dump($one());
$dump = ob_get_clean();
echo "\n", preg_match('/\["payload"\]=>\s+array\(1\)/', $dump), "\n";
echo json_encode((new ReflectionProperty(FailedJob::class, 'payload'))->getValue($one())), "\n";
no_cycles();
?>
--EXPECT--
Error: Cannot modify readonly property Supervisor\FailedJob::$payload
Error: Cannot create dynamic property Supervisor\FailedJob::$nothing
Error: Trying to clone an uncloneable object of class Supervisor\FailedJob
Exception: Serialization of 'Supervisor\FailedJob' is not allowed
Error: Call to private Supervisor\FailedJob::__construct() from global scope
bool(true)
bool(true)
bool(true)
bool(true)
bool(false)
id name payload headers attempts crashes failure createdAt failedAt
id name payload headers attempts crashes failure createdAt failedAt
id name payload headers attempts crashes failure createdAt failedAt
id name payload={"deep":[1]} headers attempts crashes failure createdAt failedAt 
1
{"deep":[1]}
