--TEST--
A fatal error in a backoff closure fails the job, so that a shutdown function that waits for it returns
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/../helper.inc';

$php = new Php(<<<'CODE'
    $pool = new Pool(fn (Job $job) => throw new Exception('x'), workers: 1, backoff: fn () => trigger_error('fatal', E_USER_ERROR));
    $job = $pool->submit(1);
    register_shutdown_function(function () use ($pool, $job, $dir) {
        note("$dir/end", json_encode($pool->wait(5)) . ' ' . counters($pool, 1) . ' ' . $job->failure()->message);
    });
    $pool->wait();
    CODE, '-d display_errors=0');
var_dump($php->wait());
echo implode("\n", $php->lines('end')), "\n";
?>
--EXPECT--
int(255)
true failed=1 x
