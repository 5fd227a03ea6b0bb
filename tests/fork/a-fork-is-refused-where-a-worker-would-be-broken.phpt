--TEST--
start() is refused in Fibers, signal handlers, autoloaders and the garbage collector, where a worker would be broken, and works afterwards
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Pool, StateError};

$pool = new Pool(fn () => 'done', workers: 1);
$try = function (string $where) use ($pool) {
    try {
        $pool->start();
        echo "$where: STARTED\n";
    } catch (StateError $e) {
        echo "$where: {$e->getMessage()}\n";
    }
};

(new Fiber(fn () => $try('Fiber')))->start();

pcntl_async_signals(true);
pcntl_signal(SIGUSR1, fn () => $try('signal handler'));
posix_kill(getmypid(), SIGUSR1);

spl_autoload_register(fn (string $class) => $try("autoloader of $class"));
class_exists('Nowhere');

class Cycle
{
    public $self, $try;

    public function __destruct()
    {
        ($this->try)('garbage collector');
    }
}
$cycle = new Cycle;
$cycle->self = $cycle;
$cycle->try = $try;
unset($cycle);
gc_collect_cycles();

var_dump($pool->submit(1)->await());
?>
--EXPECTF--
Fiber: %Sinside a Fiber
signal handler: %Sinside a signal handler or a destructor
autoloader of Nowhere: %Sinside an autoloader
garbage collector: %Sinside %s
string(4) "done"
