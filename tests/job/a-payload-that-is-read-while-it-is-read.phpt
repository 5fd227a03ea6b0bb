--TEST--
__unserialize() and __destruct() of a payload may read the payload that is being read
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

class Reading {
    static bool $armed = false;
    static $seen = null;
    function __serialize(): array { return []; }
    function __unserialize(array $data): void {
        if (self::$armed) {
            self::$armed = false;
            self::$seen = $GLOBALS['job']->payload;
        }
    }
    /* Of the payload that is not kept: there are two. */
    function __destruct() {
        if (self::$seen) {
            $GLOBALS['stolen'] = $GLOBALS['job']->payload;
        }
    }
}
$pool = new Pool(fn (Job $job) => 1, workers: 1);
$job = $pool->submit([new Reading, str_repeat('x', 100)]);
$job->await();
Reading::$armed = true;
$payload = $job->payload;
var_dump(Reading::$seen === $payload, $stolen === $payload);
for ($i = 0; $i < 10; $i++) {
    $other[] = array_fill(0, 8, $i); /* where the payload was, if it is gone */
}
var_dump(count($stolen), $stolen[0]::class, strlen($stolen[1]), $job->payload === $payload);
Reading::$seen = null;
?>
--EXPECT--
bool(true)
bool(true)
int(2)
string(7) "Reading"
int(100)
bool(true)
