--TEST--
The delay before a retry: one number, a list by attempt whose last one repeats, or a closure
--EXTENSIONS--
supervisor
--CAPTURE_STDIO--
STDOUT
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, Job, Pool};

function delays($backoff, int $n = 3): array
{
    $delays = [];
    $pool = new Pool(fn () => throw new Exception('x'), workers: 1, backoff: $backoff, maxAttempts: $n + 1);
    $pool->on(Event::JobRetry, function (Job $job, Failure $why, float $delay) use (&$delays) { $delays[] = $delay; });
    $pool->submit(1);
    $pool->wait(5);
    $pool->stop();
    return $delays;
}
$near = fn (array $delays, array $expected) => count($delays) == count($expected) &&
    array_filter(array_map(fn ($d, $e) => $d < $e * 0.79 || $d > $e * 1.21, $delays, $expected)) === [] ? "right\n" : print_r($delays, true);
echo $near(delays(0.01), [0.01, 0.01, 0.01]);
echo $near(delays([0.001, 0.02]), [0.001, 0.02, 0.02]);
echo $near(delays(['only' => 0.01] === [] ? 0 : [0.01]), [0.01, 0.01, 0.01]);
print_r(delays(fn (int $attempt, Failure $why) => $attempt / 1000));
print_r(delays(fn (int $attempt, Failure $why) => $attempt === 2 ? null : 0, 5));
?>
--EXPECT--
right
right
right
Array
(
    [0] => 0.001
    [1] => 0.002
    [2] => 0.003
)
Array
(
    [0] => 0
)
