--TEST--
The web server of the cli does not fork
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

$dir = temp_dir();
file_put_contents("$dir/index.php", '<?php $pool = new Supervisor\Pool(fn () => 1, workers: 1); try { $pool->submit(1); echo "forked"; } catch (Supervisor\StateError $e) { echo $e->getMessage(); }');
$server = null;
for ($try = 0; $try < 20 && !$server; $try++) {
    $port = mt_rand(20000, 50000);
    $process = proc_open(php_command("127.0.0.1:$port", '-t ' . escapeshellarg($dir) . ' -S'), [['file', '/dev/null', 'r'], ['file', "$dir/out", 'w'], ['file', "$dir/out", 'w']], $pipes);
    wait_until(function () use ($port, $process, &$server) { return ($server = @stream_socket_client("tcp://127.0.0.1:$port")) || !proc_get_status($process)['running']; });
}
fwrite($server, "GET / HTTP/1.0\r\n\r\n");
echo explode("\r\n\r\n", stream_get_contents($server))[1], "\n";
proc_terminate($process, 9);
?>
--EXPECT--
Pool::submit() cannot be called here: pools work in the cli SAPI only
