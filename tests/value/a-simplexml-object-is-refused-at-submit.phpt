--TEST--
A SimpleXML object cannot travel
--EXTENSIONS--
supervisor
simplexml
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn (Job $job) => simplexml_load_string('<a/>'), workers: 1, maxAttempts: 5);
echo thrown(fn () => $pool->submit(simplexml_load_string('<a/>'))), "\n", thrown(fn () => $pool->submit([simplexml_load_string('<a/>')])), "\n";
echo counters($pool, 0), "\n";
$job = $pool->submit(1);
$pool->wait();
echo $job->failure()->reason->name, ': ', $job->failure()->message, "\n";
?>
--EXPECT--
ValueError: Supervisor\Pool::submit(): Argument #1 ($payload) must be made of values that can be sent to another process, SimpleXMLElement given
ValueError: Supervisor\Pool::submit(): Argument #1 ($payload) must be made of values that can be sent to another process, SimpleXMLElement given
none
ResultUnsendable: the handler returned something that cannot be sent to another process: SimpleXMLElement
