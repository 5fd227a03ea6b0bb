--TEST--
A worker that ends by exit() runs its own shutdown functions and destructors, and its output arrives
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Event, Job, Pool};

require __DIR__ . '/../helper.inc';

log_to_file();
register_shutdown_function(function () {
    echo "shutdown function of the master\n";
});

class Thing
{
    public function __destruct()
    {
        echo "destructor of the worker\n";
    }
}

$pool = new Pool(function (Job $job) {
    global $thing;

    $thing = new Thing;
    register_shutdown_function(function () {
        echo "shutdown function of the worker\n";
    });
    echo "output\n";
    exit(3);
}, workers: 1, maxAttempts: 1);
$pool->submit(1);
serve_until($pool, fn () => $pool->status()->exits);
echo 'exit code ', $pool->status()->exits[0]->exitCode, "\n";
$pool->stop();
?>
--EXPECT--
output
shutdown function of the worker
destructor of the worker
exit code 3
shutdown function of the master
