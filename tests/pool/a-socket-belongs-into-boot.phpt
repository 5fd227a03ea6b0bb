--TEST--
A socket that boot connects serves all jobs of a worker
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool, Worker};

$server = stream_socket_server('tcp://127.0.0.1:0');
$address = stream_socket_get_name($server, false);
$pool = new Pool(
    function (Job $job, $socket) { fwrite($socket, "job $job->payload\n"); return trim(fgets($socket)); },
    workers: 1, boot: function (Worker $w) use ($address) { $s = stream_socket_client("tcp://$address"); fwrite($s, "hello $w->slot $w->spawn $w->pool\n"); return $s; });
$pool->start();
$conn = stream_socket_accept($server, 30);
echo fgets($conn);
foreach ([1, 2] as $n) {
    $job = $pool->submit($n);
    serve_until($pool, function () use ($conn) { $r = [$conn]; $w = $e = []; return stream_select($r, $w, $e, 0) > 0; });
    echo $line = fgets($conn);
    fwrite($conn, 'answer to ' . $line);
    echo $job->await(), "\n";
}
$pool->stop();
var_dump(fgets($conn), feof($conn));
?>
--EXPECT--
hello 0 1 default
job 1
answer to job 1
job 2
answer to job 2
bool(false)
bool(true)
