--TEST--
A signal to a worker that runs a pool of its own ends that run(), and then the worker, but no job
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

$dir = temp_dir();
log_to_file();
$outer = new Pool(function (Job $job) use ($dir) {
    $inner = new Pool(function (Job $job) use ($dir) {
        note("$dir/began", "$job->payload");
        wait_until(fn () => is_file("$dir/go"));
        return 'finished';
    }, name: 'inner', workers: 1);
    $jobs = [$inner->submit(1), $inner->submit(2)];
    file_put_contents("$dir/pid", getmypid());
    $status = $inner->run();
    return [$status, $jobs[0]->result(), $jobs[1]->state(), $job->stopping()];
}, name: 'outer', workers: 1);
$job = $outer->submit(1);
serve_until($outer, fn () => lines("$dir/began"));
posix_kill((int) file_get_contents("$dir/pid"), SIGTERM);
touch("$dir/go");
echo json_encode($job->await()), "\n";
serve_until($outer, fn () => $outer->status()->exits);
echo $outer->status()->exits[0]->reason->value, ' ', json_encode(lines("$dir/began")), "\n";
$outer->stop();
?>
--EXPECT--
[0,"finished","cancelled",true]
stopped ["1"]
