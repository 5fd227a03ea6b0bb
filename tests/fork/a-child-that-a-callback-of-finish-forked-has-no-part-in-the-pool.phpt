--TEST--
In a process that a callback of finish() forked finish() throws, and the pool of the parent is not stopped by it
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
$pool = new Pool(fn (Job $job) => $job->payload, workers: 1);
$pool->on(Event::JobDone, function (Job $job) {
    if ($job->payload === 1 && pcntl_fork() !== 0) {
        pcntl_wait($status);
        echo 'the child ', pcntl_wifexited($status) ? 'exited with ' . pcntl_wexitstatus($status) : 'was killed by ' . pcntl_wtermsig($status), "\n";
    }
});
$pool->submit(1);
$last = $pool->submit(2);
$thrown = thrown(fn () => $pool->finish());
if (getmypid() !== $master) {
    echo "the child: $thrown\n";
    exit(7);
}
var_dump($thrown, $last->result());
?>
--EXPECT--
the child: Supervisor\StateError: this process was forked in a callback; pool "default" belongs to its parent
the child exited with 7
string(7) "nothing"
int(2)
