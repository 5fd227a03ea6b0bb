--TEST--
With 300,000 objects loaded in the master an idle worker has less than 1 MB of its own, before its first job and after it
--EXTENSIONS--
supervisor
--SKIPIF--
<?php
if (getenv('SUPERVISOR_TEST_ASAN')) {
    die('skip AddressSanitizer has memory of its own');
}
if (!is_readable('/proc/self/smaps_rollup')) {
    die('skip no /proc/PID/smaps_rollup');
}
?>
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

final class Row
{
    public function __construct(public int $id, public string $name, public ?Row $previous) {}
}

/* What a process would have to itself if its master were gone; of memory that it has written to. */
function own_memory(int $pid): int
{
    preg_match('/^Private_Dirty:\s+(\d+) kB/m', file_get_contents("/proc/$pid/smaps_rollup"), $m);
    return (int) $m[1] * 1024;
}

$rows = [];
for ($i = 0, $row = null; $i < 300_000; $i++) {
    $rows[] = $row = new Row($i, "row $i", $i % 10 ? $row : null);
}
$loaded = memory_get_usage();
$pool = new Pool(fn (Job $job) => getmypid(), workers: 4);
$pool->start();
serve_until_ready($pool);
$workers = array_map(fn ($slot) => $slot->pid, $pool->status()->slots);
$check = function () use ($workers): void {
    foreach ($workers as $pid) {
        wait_until(fn () => process_state($pid) === 'S') or print("a worker does not come to rest\n");
        if (own_memory($pid) >= 1 << 20) {
            echo own_memory($pid), "\n";
        }
    }
};
$check();
foreach ($pool->map(range(1, 100)) as $job) {
    $job->result();
}
$check();
var_dump($loaded > 30 << 20, own_memory(getmypid()) > 0, count($rows));
$pool->stop();
?>
--EXPECT--
bool(true)
bool(true)
int(300000)
