--TEST--
After a fatal error in a callback, shutdown functions can look at the pools, serve them and stop them
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/script.inc';

script_that_ends(<<<'CODE'
    register_shutdown_function(function () use ($pool, $dir) {
        echo 'running=', $pool->status()->running, "\n";
        $pool->tick(0);
        $pool->stop();
        echo 'done: ', implode(' ', lines("$dir/done")), ' counters: ', counters($pool), "\n";
    });
    $second = new Pool(fn () => 1, name: "second", workers: 1);
    $second->on(Event::WorkerReady, fn () => eval("function twice() {} function twice() {}"));
    Supervisor\run($pool, $second);
    CODE);
?>
--EXPECT--
status 255, began: running, done: running
running=1
done: running counters: done=1 cancelled=1
