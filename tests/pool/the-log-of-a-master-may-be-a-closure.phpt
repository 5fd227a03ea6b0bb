--TEST--
The log of a Master may be a closure: level, message, context
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Master, Pool};

$lines = [];
$pool = new Pool(function (Job $job) { posix_kill(getmypid(), SIGKILL); sleep(60); }, name: 'logged', workers: 1, maxAttempts: 1);
$master = new Master([$pool], function (string $level, string $message, array $context) use (&$lines) { $lines[] = [$level, $message, $context]; });
$pool->submit(1);
$master->run();
$warnings = array_values(array_filter($lines, fn ($line) => $line[0] === 'warning'));
var_dump(count($warnings) >= 1, str_contains($warnings[0][1], 'SIGKILL') || str_contains(end($warnings)[1], 'SIGKILL'));
var_dump($warnings[0][2]['pool'], array_diff(array_unique(array_column($lines, 0)), ['debug', 'info', 'warning', 'error']));
?>
--EXPECT--
bool(true)
bool(true)
string(6) "logged"
array(0) {
}
