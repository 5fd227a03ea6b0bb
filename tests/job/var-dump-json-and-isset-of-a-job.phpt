--TEST--
var_dump(), json_encode(), (array), isset(), empty() and foreach see what a Job has
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn () => 1, name: 'p', workers: 1);
$job = $pool->submit([1, 'a'], 'n', headers: ['h' => null]);
$pool->wait();
var_dump($job);
echo json_encode($job), "\n", json_encode(Job::fake('x')), "\n";
echo count((array) $job), "\n";
foreach (['id', 'payload', 'name', 'headers', 'attempt', 'crashes', 'progress', 'note', 'nothing'] as $name) {
    echo $name, ' ', json_encode([isset($job->$name), empty($job->$name), property_exists($job, $name)]), "\n";
}
var_dump(isset($job->payload[1]), isset($job->payload[2]), $job->payload[1] ?? 'none', $job->nothing ?? 'none');
$unnamed = $pool->submit(null);
var_dump(isset($unnamed->name), isset($unnamed->payload), $unnamed->name ?? 'default');
var_dump($job == $job, array_keys(get_object_vars($job)));
?>
--EXPECTF--
object(Supervisor\Job)#%d (9) {
  ["id"]=>
  string(%d) "%x-1"
  ["pool"]=>
  string(1) "p"
  ["payload"]=>
  array(2) {
    [0]=>
    int(1)
    [1]=>
    string(1) "a"
  }
  ["name"]=>
  string(1) "n"
  ["headers"]=>
  array(1) {
    ["h"]=>
    NULL
  }
  ["attempt"]=>
  int(1)
  ["crashes"]=>
  int(0)
  ["progress"]=>
  float(0)
  ["note"]=>
  string(0) ""
}
{"id":"%x-1","pool":"p","payload":[1,"a"],"name":"n","headers":{"h":null},"attempt":1,"crashes":0,"progress":0,"note":""}
{"id":"fake","pool":"default","payload":"x","name":null,"headers":[],"attempt":1,"crashes":0,"progress":0,"note":""}
9
id [true,false,true]
payload [true,false,true]
name [true,false,true]
headers [true,false,true]
attempt [true,false,true]
crashes [true,true,true]
progress [true,true,true]
note [true,true,true]
nothing [false,true,false]
bool(true)
bool(false)
string(1) "a"
string(4) "none"
bool(false)
bool(false)
string(7) "default"
bool(true)
array(9) {
  [0]=>
  string(2) "id"
  [1]=>
  string(4) "pool"
  [2]=>
  string(7) "payload"
  [3]=>
  string(4) "name"
  [4]=>
  string(7) "headers"
  [5]=>
  string(7) "attempt"
  [6]=>
  string(7) "crashes"
  [7]=>
  string(8) "progress"
  [8]=>
  string(4) "note"
}
