--TEST--
A worker whose handler called exit() gets no jobs while its shutdown functions run, and is killed when they run longer than stopTimeout
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$dir = temp_dir();
foreach ([25.0, 0.2] as $stop) {
    $pool = new Pool(function (Job $job) use ($dir) {
        if ($job->payload === 'exit') {
            register_shutdown_function(function () use ($dir) {
                note("$dir/leaves", (string) getmypid());
                wait_until(fn () => is_file("$dir/end"), 60);
            });
            exit(1);
        }
        return getmypid();
    }, workers: 2, maxAttempts: 1, stopTimeout: $stop);
    $exit = $pool->submit('exit');
    serve_until($pool, fn () => $exit->failure() && is_file("$dir/leaves")) or print("does not leave\n");
    $pid = (int) lines("$dir/leaves")[0];
    $jobs = array_map(fn (int $n) => $pool->submit($n), range(1, 6));
    var_dump($pool->wait(PATIENCE * SLOWER), counters($pool, 7));
    var_dump(in_array($pid, array_map(fn (Job $job) => $job->result(), $jobs), true));
    if ($stop > 1) {
        var_dump(alive($pid));
        touch("$dir/end");
    }
    serve_until($pool, fn () => $pool->status()->exits) or print("does not end\n");
    $end = $pool->status()->exits[0];
    echo $end->pid === $pid ? '' : 'of another worker: ', $end->reason->value, ' ', json_encode([$end->exitCode, $end->signal, $end->planned]), "\n";
    remove("$dir/end");
    remove("$dir/leaves");
    $pool->stop();
}
?>
--EXPECT--
bool(true)
string(15) "done=6 failed=1"
bool(false)
bool(true)
exited [1,null,false]
bool(true)
string(15) "done=6 failed=1"
bool(false)
exited [null,9,false]
