--TEST--
Names and headers: what they may be
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn (Job $job) => [$job->name, $job->headers], workers: 1);
$long = str_repeat('n', 255);
var_dump($pool->submit(1, $long)->await() === [$long, []]);
$headers = ['' => 1, "a\0b" => "x\0y", 'float' => NAN, 'max' => PHP_INT_MAX];
[$name, $back] = $pool->submit(1, null, headers: $headers)->await();
var_dump($name, is_nan($back['float']), array_diff_key($back, ['float' => 1]) === array_diff_key($headers, ['float' => 1]));
$many = [];
for ($i = 0; $i < 1000; $i++) {
    $many["key $i"] = $i;
}
var_dump($pool->submit(1, 'x', headers: $many)->await() === ['x', $many]);
$ref = 'v';
$by = ['r' => &$ref];
$job = $pool->submit(1, null, headers: $by);
$ref = 'changed';
var_dump($job->headers['r'], $job->await()[1]['r']);
?>
--EXPECT--
bool(true)
NULL
bool(true)
bool(true)
bool(true)
string(1) "v"
string(1) "v"
