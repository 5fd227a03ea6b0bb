--TEST--
A process that the script forks has no part in its pools: it cannot use them, ends without touching them, and can have its own
--ENV--
ASAN_OPTIONS=detect_leaks=0
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Job, Master, Pool, StateError};

require __DIR__ . '/../helper.inc';

$dir = temp_dir();
$pool = new Pool(function (Job $job) use ($dir) {
    wait_until(fn () => is_file("$dir/go"));
    return $job->payload;
}, workers: 2);
$jobs = [];
for ($i = 0; $i < 20; $i++) {
    $jobs[] = $pool->submit($i);
}
$master = new Master([$pool]);
$results = (new Pool(fn (Job $job) => $job->payload, name: 'mapped', workers: 1))->map(range(1, 100));
$results->rewind();

$pid = pcntl_fork();
if ($pid === 0) {
    $calls = [
        'submit' => fn () => $pool->submit(1), 'start' => $pool->start(...), 'tick' => $pool->tick(...), 'wait' => $pool->wait(...),
        'run' => $pool->run(...), 'stop' => $pool->stop(...), 'finish' => $pool->finish(...), 'status' => $pool->status(...),
        'await' => $jobs[0]->await(...), 'next' => $results->next(...), 'Master::run' => $master->run(...), 'Master::stop' => $master->stop(...),
        'Master::status' => $master->status(...),
    ];
    foreach ($calls as $name => $call) {
        try {
            $call();
            echo "$name did not throw\n";
        } catch (StateError $e) {
            str_contains($e->getMessage(), 'forked') or print("$name: {$e->getMessage()}\n");
        }
    }
    echo json_encode([$jobs[0]->id !== '', $jobs[0]->attempt, $jobs[0]->state()->name, $jobs[0]->payload]), "\n";
    $own = new Pool(fn (Job $job) => [$job->payload, posix_getppid()], name: 'own', workers: 2);
    var_dump($own->submit(5)->await() === [5, getmypid()]);
    exit(6); // with $own, $pool and all the others alive
}
pcntl_waitpid($pid, $status);
var_dump(pcntl_wifexited($status), pcntl_wexitstatus($status));
touch("$dir/go");
$pool->wait();
var_dump(array_sum(array_map(fn ($job) => $job->result(), $jobs)), count($pool->status()->exits));
$sum = 0;
for (; $results->valid(); $results->next()) {
    $sum += $results->current()->result();
}
var_dump($sum);
?>
--EXPECT--
[true,0,"Reserved",0]
bool(true)
bool(true)
int(6)
int(190)
int(0)
int(5050)
