--TEST--
The standard input of a worker is /dev/null, and that of the master is left to the master
--EXTENSIONS--
supervisor
--STDIN--
for the master
--FILE--
<?php
use Supervisor\Pool;

$pool = new Pool(fn () => [readlink('/proc/self/fd/0'), file_get_contents('php://stdin')], workers: 1);
var_dump($pool->submit(1)->await());
$pool->stop();
var_dump(trim(fgets(STDIN)));
?>
--EXPECT--
array(2) {
  [0]=>
  string(9) "/dev/null"
  [1]=>
  string(0) ""
}
string(14) "for the master"
