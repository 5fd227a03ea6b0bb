--TEST--
A worker that is stopped runs the shutdown closure, then its own shutdown functions and destructors
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

class Thing
{
    public function __destruct()
    {
        echo "destructor of the worker\n";
    }
}

$pool = new Pool(
    function (Job $job, Thing $thing) {
        register_shutdown_function(function () {
            echo "shutdown function of the worker\n";
        });
        echo "output\n";
    },
    workers: 1,
    boot: fn () => new Thing,
    shutdown: function (Thing $thing) {
        echo "shutdown closure\n";
    },
);
$pool->submit(1)->await();
$pool->stop();
$exit = $pool->status()->exits[0];
echo $exit->reason->value, ' ', $exit->exitCode, "\n";
?>
--EXPECT--
output
shutdown closure
shutdown function of the worker
destructor of the worker
stopped 0
