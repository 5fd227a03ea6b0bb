--TEST--
In a SAPI other than cli the classes are there, and what would fork throws
--EXTENSIONS--
supervisor
--SKIPIF--
<?php
require __DIR__ . '/../helper.inc'; if (!other_sapi()) die('skip no php-cgi or phpdbg of this version');
?>
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

$dir = temp_dir();
file_put_contents("$dir/s.php", <<<'PHP'
<?php
use Supervisor\{Pool, Job, Master};
$pool = new Pool(fn () => 1, workers: 1);
echo Job::fake(5)->payload, "\n", count($pool->status()->slots), "\n";
foreach ([fn () => $pool->start(), fn () => $pool->run(), fn () => $pool->map([1]), fn () => $pool->submit(1), fn () => $pool->tick(), fn () => $pool->wait(), fn () => $pool->finish(), fn () => (new Master([$pool]))->run(), fn () => Supervisor\run($pool)] as $call) {
    try {
        $call();
        echo "nothing\n";
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
echo array_sum([$pool->status()->queued, $pool->status()->done]), "\n";
PHP);
echo shell_exec(other_sapi() . ' ' . getenv('TEST_PHP_EXTRA_ARGS') . " $dir/s.php < /dev/null 2>&1");
?>
--EXPECTF--
%A5
1
Supervisor\StateError: Pool::start() cannot be called here: pools work in the cli SAPI only
Supervisor\StateError: Pool::run() cannot be called here: pools work in the cli SAPI only
Supervisor\StateError: Pool::map() cannot be called here: pools work in the cli SAPI only
Supervisor\StateError: Pool::submit() cannot be called here: pools work in the cli SAPI only
Supervisor\StateError: Pool::tick() cannot be called here: pools work in the cli SAPI only
Supervisor\StateError: Pool::wait() cannot be called here: pools work in the cli SAPI only
Supervisor\StateError: Pool::finish() cannot be called here: pools work in the cli SAPI only
Supervisor\StateError: Master::run() cannot be called here: pools work in the cli SAPI only
Supervisor\StateError: Supervisor\run() cannot be called here: pools work in the cli SAPI only
0%A
