--TEST--
How a program ends: before it was ready it is a failed boot; with one of exitCodes it has finished; what restart says of each
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Command, Event, Pool, Restart, WorkerExit};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$dir = temp_dir();
// The script waits for a file before it ends, so that it has been ready.
$end = function (string $how, float $startSeconds, Restart $restart, array $more = [], array $pools = []) use ($dir) {
    @unlink("$dir/go");
    $wait = $startSeconds > 1 ? '' : "while [ ! -e $dir/go ]; do sleep 0.01; done; ";
    $pool = new Pool(new Command(['sh', '-c', "$wait$how"], ...$more + ['startSeconds' => $startSeconds]), ...$pools + ['workers' => 1, 'restart' => $restart]);
    $pool->on(Event::WorkerReady, fn () => touch("$dir/go"));
    $pool->on(Event::WorkerExit, function (WorkerExit $e) use ($pool, $how) {
        echo str_pad($how, 15), str_pad("{$e->reason->value} ", 13), json_encode([$e->planned, $e->exitCode, $e->signal]), $e->restartIn === null ? ' empty' : ' replaced';
        $pool->stop(0.01);
    });
    $status = $pool->run();
    echo " $status\n";
};
$end('exit 0', 30, Restart::Always);
$end('exit 3', 30, Restart::OnFailure);
$end('exit 0', 30, Restart::Never);
$end('exit 0', 0.05, Restart::Always);
$end('exit 0', 0.05, Restart::OnFailure);
$end('exit 0', 0.05, Restart::Never);
$end('exit 3', 0.05, Restart::OnFailure);
$end('exit 3', 0.05, Restart::Never);
$end('exit 3', 0.05, Restart::OnFailure, ['exitCodes' => [0, 3]]);
$end('exit 0', 0.05, Restart::OnFailure, ['exitCodes' => [3]]);
$end('exit 3', 0.05, Restart::Always, ['exitCodes' => [3]], ['noRestartOn' => [3]]);
$end('exit 4', 0.05, Restart::Always, ['exitCodes' => [3]], ['noRestartOn' => [4]]);
$end('kill -TERM $$', 0.05, Restart::OnFailure);
$end('kill -KILL $$', 0, Restart::Never);
echo preg_replace('/^.*slot 0: |\d+\.\d+M?|worker \d+/m', '', lines($log)[0]), "\n";
?>
--EXPECT--
exit 0         boot_failed  [false,0,null] replaced 0
exit 3         boot_failed  [false,3,null] replaced 0
exit 0         boot_failed  [false,0,null] empty 70
exit 0         finished     [true,0,null] replaced 0
exit 0         finished     [true,0,null] empty 0
exit 0         finished     [true,0,null] empty 0
exit 3         exited       [false,3,null] replaced 0
exit 3         exited       [false,3,null] empty 70
exit 3         finished     [true,3,null] empty 0
exit 0         exited       [false,0,null] replaced 0
exit 3         finished     [true,3,null] empty 0
exit 4         exited       [false,4,null] empty 70
kill -TERM $$  signaled     [false,null,15] replaced 0
kill -KILL $$  signaled     [false,null,9] empty 70
 exited with status 0 before it was ready; up  s, peak ; next worker in  s
