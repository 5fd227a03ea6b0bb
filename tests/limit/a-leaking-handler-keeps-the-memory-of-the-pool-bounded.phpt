--TEST--
A handler that leaks 1 MB a job keeps the memory of the pool bounded by maxMemory, over many jobs
--EXTENSIONS--
supervisor
--INI--
memory_limit=1G
--SKIPIF--
<?php
if (getenv('SUPERVISOR_TEST_ASAN')) {
    die('skip the sanitizers need memory of their own');
}
?>
--FILE--
<?php
use Supervisor\{Event, Job, Pool, WorkerExit};

require __DIR__ . '/../helper.inc';

function rss(int $pid): int
{
    preg_match('/^VmRSS:\s*(\d+) kB/m', (string) @file_get_contents("/proc/$pid/status"), $m);
    return (int) ($m[1] ?? 0) * 1024;
}

$log = log_to_file();
$pool = new Pool(function (Job $job) {
    $GLOBALS['leak'][] = str_repeat('x', 1 << 20);
    usleep(500);
    return 1;
}, workers: 2, maxMemory: '80M');
$peak = 0;
$max = 0;
$pool->on(Event::WorkerExit, function (WorkerExit $e) use (&$peak) { $peak = max($peak, $e->peakMemory); });
foreach ($pool->map(range(1, 1500)) as $n => $job) {
    if ($n % 20 === 0) {
        $max = max($max, array_sum(array_map(fn ($slot) => $slot->pid ? rss($slot->pid) : 0, $pool->status()->slots)));
    }
}
$status = $pool->status();
$pool->stop();
echo counters($status, 1500), "\n";
// RSS is taken at most each 10 ms, so a worker has some jobs more; and there is a successor beside it.
$peak < 150e6 or print("a worker had $peak\n");
$max < 3 * 150e6 or print("the pool had $max\n");
$status->recycled['max_memory'] >= 10 or print_r($status->recycled);
echo json_encode([$status->crashes, count($status->recycled)]), "\n", implode("\n", lines($log));
?>
--EXPECT--
done=1500
[0,1]
