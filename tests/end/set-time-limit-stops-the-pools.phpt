--TEST--
set_time_limit() in the master ends the method that serves, also one that waits: shutdown functions run, the pools are stopped
--EXTENSIONS--
supervisor
posix
--SKIPIF--
<?php
if (PHP_ZTS) die('skip the signal of the timer is another one there');
?>
--FILE--
<?php
require __DIR__ . '/../helper.inc';

// With handlers of signals at any time, and without.
foreach (['pcntl_async_signals(true);', ''] as $signals) {
    $php = new Php(<<<CODE
        $signals
        set_time_limit(1000);
        \$pool = new Pool(new Loop(function (Worker \$w) use (\$dir) {
            posix_kill(posix_getppid(), SIGPROF); // what the timer sends
            while (\$w->next()) {
                usleep(1000);
            }
            touch("\$dir/left");
        }), workers: 1);
        register_shutdown_function(fn () => print("shutdown function\n"));
        \$pool->run();
        CODE, '-d display_errors=1 -d html_errors=0');
    var_dump($php->wait(), is_file("$php->dir/left"), $php->none_left(0));
    echo preg_replace('~ in /\S+ on line \d+~', '', trim($php->out())), "\n", $php->err();
}
?>
--EXPECT--
int(255)
bool(true)
bool(true)
Fatal error: Maximum execution time of 1000 seconds exceeded
shutdown function
int(255)
bool(true)
bool(true)
Fatal error: Maximum execution time of 1000 seconds exceeded
shutdown function
