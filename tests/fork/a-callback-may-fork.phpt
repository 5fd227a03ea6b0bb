--TEST--
A callback may fork: the child may end by exit(), or come back from the method that serves; the pool of the parent goes on
--ENV--
ASAN_OPTIONS=detect_leaks=0
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Pool};

require __DIR__ . '/../helper.inc';

$master = getmypid();
$children = [];
$pool = new Pool(fn (Job $job) => $job->payload, workers: 2);
$pool->on(Event::JobDone, function (Job $job) use (&$children) {
    if ($job->payload === 1 || $job->payload === 2) {
        $pid = pcntl_fork();
        if ($pid === 0) {
            $own = new Pool(fn (Job $job) => $job->payload, name: 'own', workers: 1);
            $own->submit(3)->await() === 3 or exit(1);
            if ($job->payload === 1) {
                exit(7);
            }
        } else {
            $children[$job->payload] = $pid;
        }
    }
});
for ($i = 1; $i <= 50; $i++) {
    $pool->submit($i);
}
$pool->run();
if (getmypid() !== $master) {
    exit(8);
}
ksort($children);
foreach ($children as $pid) {
    pcntl_waitpid($pid, $status);
    var_dump(pcntl_wifexited($status) ? pcntl_wexitstatus($status) : 'signal ' . pcntl_wtermsig($status));
}
$status = $pool->status();
echo $status->done, ' ', json_encode(array_column($status->exits, 'reason')), "\n";
?>
--EXPECT--
int(7)
int(8)
50 ["stopped","stopped"]
