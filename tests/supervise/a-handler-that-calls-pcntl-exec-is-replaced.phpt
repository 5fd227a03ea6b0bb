--TEST--
A handler that calls pcntl_exec() is no worker any more: its job fails as a crash, what it became is ended, the slot is filled again
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
    file_put_contents("$dir/pid", (string) getmypid());
    match ($job->payload) {
        'lives on' => pcntl_exec('/bin/sh', ['-c', 'sleep 60']),
        'ends' => pcntl_exec('/bin/sh', ['-c', 'exit 3']),
        'fine' => 'fine',
    };
    return 'fine';
}, workers: 1, maxAttempts: 1);
foreach (['lives on', 'ends'] as $n => $how) {
    $job = $pool->submit($how);
    var_dump($pool->wait(5));
    $pid = (int) file_get_contents("$dir/pid");
    $exit = $pool->status()->exits[$n];
    // A program that ends by itself may be gone before its channel is seen closed, or be killed because of that.
    $ok = $how === 'ends' && $exit->reason->value === 'exited' ? $exit->exitCode === 3 : $exit->signal === SIGKILL;
    echo "$how: ", json_encode([$job->state(), $job->crashes, $ok, $exit->planned, $exit->job->id === $job->id, alive($pid)]), ' ',
        $pool->submit('fine')->await(), "\n";
}
$pool->stop();
?>
--EXPECT--
bool(true)
lives on: ["failed",1,true,false,true,false] fine
bool(true)
ends: ["failed",1,true,false,true,false] fine
