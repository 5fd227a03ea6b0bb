--TEST--
What a worker does to a connection that the master has open reaches nobody; a listening socket is shared
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

$server = stream_socket_server('tcp://127.0.0.1:0');
$client = stream_socket_client('tcp://' . stream_socket_get_name($server, false));
$peer = stream_socket_accept($server);
stream_set_blocking($peer, false);
[$left, $right] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
stream_set_blocking($right, false);

$pool = new Pool(function () use ($server, $client, $left) {
    foreach ([$client, $left] as $connection) {
        @fwrite($connection, 'from the worker');
        @stream_socket_shutdown($connection, STREAM_SHUT_RDWR);
        fclose($connection);
    }
    $guest = stream_socket_accept($server, 10);
    return fread($guest, 99);
}, workers: 1);
$job = $pool->submit(1);
$pool->tick();
$guest = stream_socket_client('tcp://' . stream_socket_get_name($server, false));
fwrite($guest, 'from a guest');
echo 'the worker got: ', $job->await(), "\n";
$pool->stop();

foreach ([[$client, $peer], [$left, $right]] as [$to, $from]) {
    var_dump(fread($from, 99), feof($from));
    fwrite($to, 'from the master');
    wait_until(function () use ($from, &$got) {
        return ($got = fread($from, 99)) !== '';
    });
    var_dump($got);
}
?>
--EXPECT--
the worker got: from a guest
string(0) ""
bool(false)
string(15) "from the master"
string(0) ""
bool(false)
string(15) "from the master"
