--TEST--
TERM, INT and QUIT to a worker end no job: the running one finishes, then the worker leaves and is replaced
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

log_to_file();
$dir = temp_dir();
$pool = new Pool(function (Job $job) use ($dir) {
    $before = $job->stopping();
    note("$dir/began", (string) getmypid());
    // The signal is sent by the master once the job has begun.
    wait_until(fn () => $job->stopping());
    return [getmypid(), $before, $job->stopping(), $job->attempt];
}, workers: 1);
foreach (['TERM' => SIGTERM, 'INT' => SIGINT, 'QUIT' => SIGQUIT] as $name => $signal) {
    $job = $pool->submit($name);
    $next = $pool->submit('next');
    serve_until($pool, fn () => lines("$dir/began"));
    posix_kill((int) lines("$dir/began")[0], $signal);
    [$pid, $before, $after, $attempt] = $job->await();
    unlink("$dir/began");
    serve_until($pool, fn () => lines("$dir/began"));
    posix_kill((int) lines("$dir/began")[0], $signal);
    [$other] = $next->await();
    unlink("$dir/began");
    echo $name, ' ', json_encode([$before, $after, $attempt, $pid !== $other]), "\n";
}
serve_until($pool, fn () => count($pool->status()->exits) === 6);
foreach ($pool->status()->exits as $exit) {
    echo json_encode([$exit->reason, $exit->planned, $exit->exitCode, $exit->signal, $exit->jobs]), "\n";
}
$status = $pool->status();
echo json_encode([$status->done, $status->retried, $status->crashes, $status->recycled]), "\n";
$pool->stop();
?>
--EXPECT--
TERM [false,true,1,true]
INT [false,true,1,true]
QUIT [false,true,1,true]
["stopped",true,0,null,1]
["stopped",true,0,null,1]
["stopped",true,0,null,1]
["stopped",true,0,null,1]
["stopped",true,0,null,1]
["stopped",true,0,null,1]
[6,0,0,{"stopped":6}]
