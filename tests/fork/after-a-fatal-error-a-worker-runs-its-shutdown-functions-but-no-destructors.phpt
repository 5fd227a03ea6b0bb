--TEST--
After a fatal error a worker runs its shutdown functions but no destructors, as PHP does, and what was buffered arrives
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

class Thing
{
    public function __destruct()
    {
        echo "a destructor ran\n";
    }
}

$pool = new Pool(function (Job $job) {
    global $thing;

    $thing = new Thing;
    register_shutdown_function(function () {
        echo "shutdown function, last error: ", preg_replace('/\d+|(function )?twice\(\).*/', '#', error_get_last()['message']), "\n";
    });
    if ($job->payload === 'fatal') {
        ob_start();
        echo "buffered\n";
    }
    match ($job->payload) {
        'memory' => str_repeat('x', 200_000_000),
        'fatal' => eval('function twice() {} function twice() {}'),
    };
}, workers: 1, maxAttempts: 1);
foreach (['memory', 'fatal'] as $n => $how) {
    $pool->submit($how);
    serve_until($pool, fn () => count($pool->status()->exits) > $n);
    $exit = $pool->status()->exits[$n];
    echo $exit->reason->value, ' ', $exit->exitCode, "\n";
}
$pool->stop();
?>
--EXPECT--
shutdown function, last error: Allowed memory size of # bytes exhausted (tried to allocate # bytes)
out_of_memory 255
buffered
shutdown function, last error: Cannot redeclare #
fatal 255
