--TEST--
Payloads of follow-up jobs arrive as they were, of any kind and size, also several of 3 MB in a row
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(function (Job $job) {
    if ($job->name !== null) {
        return;
    }
    $payloads = [null, true, false, 1, -1.5, '', 'text', "\0\xff", [], ['a' => [1, null]], new ArrayObject(['x' => 1]), str_repeat('m', 3 << 20), str_repeat('n', 3 << 20), range(1, 200000), str_repeat('o', 100000)];
    foreach ($payloads as $i => $payload) {
        $job->submit($payload, "n$i", pool: 'other');
    }
    return $payloads;
}, name: 'main', workers: 1);
$other = new Pool(fn (Job $job) => $job->payload, name: 'other', workers: 2);
$other->on(Supervisor\Event::JobDone, function (Job $job) use (&$got) { $got[(int) substr($job->name, 1)] = [$job->payload, $job->result()]; });
$sent = $pool->submit(1)->await();
serve_until($other, fn () => count($got ?? []) === count($sent));
foreach ($sent as $i => $payload) {
    $same = is_object($payload) ? $got[$i][0] == $payload && $got[$i][1] == $payload : $got[$i][0] === $payload && $got[$i][1] === $payload;
    echo gettype($payload), $same ? '' : ' DIFFERS', "\n";
}
no_cycles();
?>
--EXPECT--
NULL
boolean
boolean
integer
double
string
string
string
array
array
object
string
string
array
string
