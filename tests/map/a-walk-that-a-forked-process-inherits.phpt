--TEST--
A process that the script forks during a walk keeps no memory for it once it has dropped it
--ENV--
ASAN_OPTIONS=detect_leaks=0
--EXTENSIONS--
supervisor
pcntl
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$pool = new Pool(fn (Job $job) => str_repeat('x', 1 << 20), workers: 1);
$results = $pool->map(range(1, 20));
$results->current();
if (!($child = pcntl_fork())) {
    unset($results);
    $own = new Pool(fn (Job $job) => str_repeat('y', 1 << 20), workers: 1);
    $walk = function (int $n) use ($own): int {
        foreach ($own->map(range(1, $n)) as $job) {
            $job->result();
        }
        return memory_get_usage();
    };
    $before = $walk(1);
    $more = $walk(20) - $before;
    echo $more < 500000 ? "given back\n" : "$more bytes more\n";
    $own->stop();
    exit(3);
}
pcntl_waitpid($child, $status);
echo pcntl_wexitstatus($status), "\n";
foreach ($results as $key => $job) {
    $job->result();
}
echo counters($pool, 20), "\n";
?>
--EXPECT--
given back
3
done=20
