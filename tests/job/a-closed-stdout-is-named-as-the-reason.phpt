--TEST--
A handler that writes while nobody reads the script's output any more: the failure says so
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/../helper.inc';

$php = new Php(<<<'CODE'
    fclose(STDOUT);
    [$stdout, $reader] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0); // the lowest free descriptor is 1
    fclose($reader);
    $pool = new Pool(function (Job $job) {
        echo "nobody reads this\n";
        return 1;
    }, workers: 1, maxAttempts: 1);
    $job = $pool->submit(1);
    $pool->wait();
    serve_until($pool, fn () => $pool->status()->exits);
    note("$dir/end", json_encode([$job->failure()->reason, $job->failure()->message, $job->failure()->file, $job->failure()->line]));
    note("$dir/end", $pool->status()->exits[0]->message);
    CODE);
$php->wait();
echo implode("\n", $php->lines('end')), "\n";
?>
--EXPECT--
["fatal","stdout was closed",null,0]
stdout was closed
