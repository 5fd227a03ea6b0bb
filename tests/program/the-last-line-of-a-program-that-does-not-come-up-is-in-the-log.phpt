--TEST--
A program that ends before it is ready: what it printed last is in the log, when the pool has an output; the pool that gives up says so to who calls it again
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Command, OnDegraded, Output, Pool};

$log = log_to_file();
$pool = new Pool(new Command(['/bin/sh', '-c', 'echo starting; printf "no port\nAddress in use\n\n" >&2; exit 1']), output: Output::none(), onDegraded: OnDegraded::Exit);
echo count($pool->status()->slots), " slot\n";
echo $pool->run(), "\n";
echo count(preg_grep('/ exited with status 1 before it was ready; up .*; it printed last: Address in use; next worker in /', lines($log))) > 0 ? "in the log\n" : implode("\n", lines($log));
echo thrown(fn () => $pool->run()), "\n";
?>
--EXPECT--
1 slot
70
in the log
Supervisor\StateError: Pool::run() cannot be called: pool "default" has given up, for it had no worker any more (the log says why); make a new one
