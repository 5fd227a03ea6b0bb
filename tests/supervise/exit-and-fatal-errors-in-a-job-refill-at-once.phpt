--TEST--
exit(), a fatal error and memory_limit in a job end the worker, which is replaced at once; only a signal is a crash
--EXTENSIONS--
supervisor
--INI--
display_errors=0
memory_limit=64M
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

log_to_file();
$pool = new Pool(fn (Job $job) => match ($job->payload) {
    'exit' => exit(3),
    'fatal' => eval('function twice() {} function twice() {}'),
    'memory' => str_repeat('x', 200_000_000),
}, workers: 1, maxAttempts: 1);
foreach (['exit', 'fatal', 'memory'] as $n => $how) {
    $job = $pool->submit($how);
    serve_until($pool, fn () => count($pool->status()->exits) > $n);
    $exit = $pool->status()->exits[$n];
    echo json_encode([
        $job->failure()->reason, $job->failure()->exitCode, $job->crashes, $exit->reason, $exit->exitCode, $exit->planned, $exit->restartIn,
        $exit->job?->id === $job->id,
    ]), ' ', preg_match('/exit\(3\)|Cannot redeclare|Allowed memory/', $exit->message, $m) ? $m[0] : $exit->message, "\n";
}
var_dump($pool->status()->crashes, $pool->status()->slots[0]->failures);
$pool->stop();
?>
--EXPECT--
["exited",3,0,"exited",3,false,0,true] exit(3)
["fatal",255,0,"fatal",255,false,0,true] Cannot redeclare
["out_of_memory",255,0,"out_of_memory",255,false,0,true] Allowed memory
int(0)
int(0)
