--TEST--
At the end of the script a shutdown function may still use a pool, and a destructor that finds it stopped gets a StateError
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/../helper.inc';

$php = new Php(<<<'CODE'
    final class User
    {
        public ?Pool $pool = null;

        public function __destruct()
        {
            try {
                $this->pool->submit('work')->await();
                echo "destructor: done\n";
            } catch (Supervisor\StateError $e) {
                echo "destructor: StateError\n";
            }
        }
    }
    register_shutdown_function(function () {
        global $pool;
        echo "shutdown function: ", $pool->submit('work')->await(), "\n";
    });
    // References make it the store of objects that decides: the pool is older, so it is destructed first.
    $pool = new Pool(fn (Job $job) => "$job->payload done", workers: 2);
    $user = new User;
    $user->pool = $pool;
    $users = [$pool, $user];
    echo $pool->submit('first')->await(), "\n";
    CODE);
var_dump($php->wait(), $php->none_left(0));
echo $php->out(), $php->err();
?>
--EXPECT--
int(0)
bool(true)
first done
shutdown function: work done
destructor: StateError
