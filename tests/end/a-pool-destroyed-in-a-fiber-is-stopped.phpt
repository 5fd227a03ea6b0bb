--TEST--
A pool whose last variable goes in a Fiber is stopped there: the running job is finished
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

$dir = temp_dir();
$pool = new Pool(function (Job $job) use ($dir) {
    touch("$dir/began");
    wait_until(fn () => $job->stopping());
    touch("$dir/done");
}, workers: 1);
$pool->submit(1);
serve_until($pool, fn () => is_file("$dir/began"));
$pid = $pool->status()->slots[0]->pid;
$fiber = new Fiber(function () use (&$pool) {
    Fiber::suspend('suspended');
    $pool = null;
    return Fiber::suspend('suspended again');
});
var_dump($fiber->start(), $fiber->resume());
var_dump(alive($pid), is_file("$dir/done"));
$fiber->resume();
$next = new Pool(fn () => 'the next pool works', workers: 1);
var_dump($next->submit(1)->await());
?>
--EXPECT--
string(9) "suspended"
string(15) "suspended again"
bool(false)
bool(true)
string(19) "the next pool works"
