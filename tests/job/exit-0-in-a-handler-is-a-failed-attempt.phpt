--TEST--
exit() with success, and die() with words, are failed attempts too
--EXTENSIONS--
supervisor
--CAPTURE_STDIO--
STDOUT
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn (Job $job) => $job->payload === 'exit' ? exit : die('last words'), workers: 1, maxAttempts: 1);
$a = $pool->submit('exit');
$b = $pool->submit('die');
$pool->wait();
echo "\n{$a->failure()->reason->value} {$a->failure()->exitCode}\n{$b->failure()->reason->value} {$b->failure()->exitCode}\n";
echo counters($pool, 2), "\n";
?>
--EXPECT--
last words
exited 0
exited 0
failed=2
