--TEST--
__unserialize() of a payload may drop the Job that is being read
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

class Dropping {
    public array $list = [1, 2];
    function __serialize(): array { return []; }
    function __unserialize(array $data): void {
        if (isset($GLOBALS['job'])) {
            $GLOBALS['job'] = null;
            $GLOBALS['others'] = [Job::fake('mine'), Job::fake('mine')]; /* where the Job was, if it is gone */
        }
    }
    function __destruct() { isset($GLOBALS['others']) && print('gone '); }
}
$pool = new Pool(fn (Job $job) => 1, workers: 1);
$ways = [ /* a variable by reference adds no holder of its own */
    'read' => function () { global $job; return get_class($job->payload); },
    'read of an array' => function () { global $job; return count($job->payload); },
    'isset' => function () { global $job; return isset($job->payload); },
    'isset in it' => function () { global $job; return isset($job->payload->none); },
    'empty' => function () { global $job; return empty($job->payload); },
    'write into' => function () { global $job; return $job->payload->list[] = 3; },
    'write into an array' => fn () => thrown(function () { global $job; $job->payload[] = 3; }),
    'add to' => fn () => thrown(function () { global $job; $job->payload .= 'x'; }),
    'json' => function () { global $job; return strlen(json_encode($job)) > 50; },
    'vars' => function () { global $job; return count(get_object_vars($job)); },
];
foreach ($ways as $name => $way) {
    $payload = new Dropping;
    $job = $pool->submit(str_contains($name, 'array') ? [$payload, 2] : $payload);
    $job->await();
    unset($payload);
    echo "$name: ";
    $got = $way();
    echo json_encode($got), ' ', $others[0]->payload, ' ', $others[1]->payload, "\n";
    unset($others, $got);
}
echo "over\n";
?>
--EXPECT--
read: gone "Dropping" mine mine
read of an array: gone 2 mine mine
isset: gone true mine mine
isset in it: gone false mine mine
empty: gone false mine mine
write into: gone 3 mine mine
write into an array: gone "Error: Cannot modify read-only property Supervisor\\Job::$payload" mine mine
add to: gone "Error: Object of class Dropping could not be converted to string" mine mine
json: gone true mine mine
vars: gone 9 mine mine
over
