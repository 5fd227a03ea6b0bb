--TEST--
A pool whose last variable goes in a callback of another pool stops while that one is served, and its object lives until then
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Pool, WorkerExit};

require __DIR__ . '/../helper.inc';

$dir = temp_dir();
$goes = new Pool(function (Job $job) use ($dir) {
    touch("$dir/began");
    wait_until(fn () => $job->stopping());
    touch("$dir/done");
}, name: 'goes', workers: 1);
$goes->on(Event::WorkerExit, function (WorkerExit $exit) {
    echo "$exit->pool: ", $exit->reason->value, "\n";
});
$goes->submit(1);
serve_until($goes, fn () => is_file("$dir/began"));
$pid = $goes->status()->slots[0]->pid;
$gone = WeakReference::create($goes);

$stays = new Pool(fn () => 'still here', name: 'stays', workers: 1);
$stays->on(Event::JobDone, function () use (&$goes) {
    echo $goes ? "the variable goes\n" : "";
    $goes = null;
});
$stays->submit(1)->await();
var_dump(serve_until($stays, fn () => !$gone->get()));
var_dump(alive($pid), is_file("$dir/done"), $stays->submit(2)->await());
?>
--EXPECT--
the variable goes
goes: stopped
bool(true)
bool(false)
bool(true)
string(10) "still here"
