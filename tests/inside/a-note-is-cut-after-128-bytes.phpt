--TEST--
A note is cut after 128 bytes, before a character that does not fit
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(function (Job $job) {
    $job->progress(0.5, $job->payload);
    return $job->note;
}, workers: 1);
foreach ([str_repeat('x', 128), str_repeat('x', 129), str_repeat('x', 127) . 'é', str_repeat('x', 126) . 'é', str_repeat('x', 126) . '€', str_repeat('x', 125) . '😀!', str_repeat('x', 124) . '😀!',
    str_repeat("\xff", 200), str_repeat("\x80", 200)] as $note) {
    $there = $pool->submit($note)->await();
    $here = Job::fake(1);
    $here->progress(0, $note);
    $job = $pool->submit($note);
    $job->await();
    echo strlen($there), ' ', json_encode([$there === $job->note, $here->note === $there, str_starts_with($note, $there)]), "\n";
}
?>
--EXPECT--
128 [true,true,true]
128 [true,true,true]
127 [true,true,true]
128 [true,true,true]
126 [true,true,true]
125 [true,true,true]
128 [true,true,true]
128 [true,true,true]
128 [true,true,true]
