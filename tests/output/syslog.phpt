--TEST--
Output::syslog(): one message a line, with the priority of its stream, ident and pid; a daemon that is not there yet is waited for
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Log, Loop, Master, Output, Pool, Rotate, Worker, WorkerExit};

require dirname(__DIR__) . '/helper.inc';

$log = log_to_file();
$path = temp_dir() . '/log';
unlink($path);
$path = temp_dir() . '/devlog';
$pool = new Pool(function () {
    echo "to \x1b[31mstdout\x1b[0m\n";
    file_put_contents('php://stderr', "to stderr\n"); // STDERR is closed
}, name: 'web', workers: 1, output: Output::syslog('%pool%-%slot%', LOG_LOCAL0, socket: $path));
$pool->submit(1);
$pool->wait();
$pool->tick(0.05);
$socket = stream_socket_server("udg://$path", $n, $why, STREAM_SERVER_BIND);
$pid = $pool->status()->slots[0]->pid;
$pool->stop();
$got = [stream_socket_recvfrom($socket, 4096), stream_socket_recvfrom($socket, 4096)];
sort($got);
echo implode("\n", array_map(fn ($m) => preg_replace('/>\w{3} [ \d]\d \d\d:\d\d:\d\d /', '>TIME ', str_replace("[$pid]", '[PID]', $m)), $got)), "\n";
?>
--EXPECT--
<132>TIME web-0[PID]: to stderr
<134>TIME web-0[PID]: to stdout
