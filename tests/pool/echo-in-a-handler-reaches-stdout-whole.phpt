--TEST--
echo in a handler reaches stdout whole, also with the master's output buffered
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(function (Job $job) { ob_start(); echo str_repeat((string) $job->payload, 70), "\n"; }, workers: 3);
ob_start();
echo "from the master\n";
foreach (range(1, 9) as $n) {
    $pool->submit($n);
}
$pool->finish();
$mine = ob_get_clean();
echo $mine === "from the master\n" ? "mine\n" : "not mine: $mine";
echo "end\n";
?>
--EXPECTF--
%r((1{70}|2{70}|3{70}|4{70}|5{70}|6{70}|7{70}|8{70}|9{70})\n){9}%rmine
end
