--TEST--
Long lines, binary bytes and escape sequences: a file has the very bytes; with stripAnsi no sequences
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Log, Loop, Master, Output, Pool, Rotate, Worker, WorkerExit};

require dirname(__DIR__) . '/helper.inc';

$bytes = implode('', array_map('chr', range(0, 255)));
$text = str_repeat('0123456789', 5000) . "\n" . str_repeat($bytes, 50) . "\n\n\x1b[31mred\x1b[0m\r\n";
$file = temp_dir() . '/%pool%.log';
$pools = [
    'plain' => new Pool(fn (Job $job) => print($job->payload), name: 'plain', workers: 1, output: Output::file($file)),
    'strip' => new Pool(fn (Job $job) => print($job->payload), name: 'strip', workers: 1, output: Output::file($file, stripAnsi: true)),
];
foreach ($pools as $pool) {
    $pool->submit($text);
    $pool->submit('end');
    $pool->wait();
    $pool->stop();
}
var_dump(file_get_contents(temp_dir() . '/plain.log') === "{$text}end\n");
$lines = lines(temp_dir() . '/strip.log');
var_dump(strlen($lines[0]), array_slice($lines, -2));
?>
--EXPECT--
bool(true)
int(50000)
array(2) {
  [0]=>
  string(3) "red"
  [1]=>
  string(3) "end"
}
