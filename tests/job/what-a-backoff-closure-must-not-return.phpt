--TEST--
A backoff closure that returns something else is an error out of the method that serves
--EXTENSIONS--
supervisor
--CAPTURE_STDIO--
STDOUT
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\Pool;

foreach ([-1, NAN, INF, 31536001, 'a', true, [], new stdClass, -0.5] as $value) {
    $pool = new Pool(fn () => throw new Exception('x'), workers: 1, backoff: fn () => $value);
    $job = $pool->submit(1);
    echo thrown(fn () => $pool->wait()), ' | ', $job->state()->value, ' ', counters($pool, 1), "\n";
    unset($job, $pool); // else it is stopped, and serves the next one, in the next turn
}
?>
--EXPECTF--
ValueError: The backoff closure of pool "default" must return null or between 0 and 31536000 seconds, -1 returned | failed failed=1
ValueError: The backoff closure of pool "default" must return null or between 0 and 31536000 seconds, NAN returned | failed failed=1
ValueError: The backoff closure of pool "default" must return null or between 0 and 31536000 seconds, INF returned | failed failed=1
ValueError: The backoff closure of pool "default" must return null or between 0 and 31536000 seconds, %s returned | failed failed=1
TypeError: The backoff closure of pool "default" must return ?float, string returned | failed failed=1
TypeError: The backoff closure of pool "default" must return ?float, bool returned | failed failed=1
TypeError: The backoff closure of pool "default" must return ?float, array returned | failed failed=1
TypeError: The backoff closure of pool "default" must return ?float, stdClass returned | failed failed=1
ValueError: The backoff closure of pool "default" must return null or between 0 and 31536000 seconds, -0.5 returned | failed failed=1
