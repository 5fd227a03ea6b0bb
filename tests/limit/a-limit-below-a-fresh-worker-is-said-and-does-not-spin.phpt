--TEST--
A maxMemory that a fresh worker exceeds is said once in words, and replaces workers on the ladder only
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$pool = new Pool(function (Job $job) {
    usleep(30_000); // workers are handed one at a time
}, name: 'small', workers: 1, maxMemory: '1M');
$jobs = array_map($pool->submit(...), range(1, 50));
$start = microtime(true);
$pool->tick(1.0);
$took = microtime(true) - $start;
$status = $pool->status();
// 0.1, 0.2, 0.4 s, each a fifth more or less
$spawns = $status->slots[0]->spawn;
$spawns >= 2 && $spawns <= 4 + ($took > 1.3 ? 2 : 0) or print("$spawns workers in $took s\n");
$status->done >= 1 or print("no job is done\n");
serve_until($pool, fn () => count($pool->status()->exits) >= 3);
foreach (array_slice($pool->status()->exits, 0, 3) as $n => $exit) {
    $ladder = 0.1 * 2 ** $n;
    echo "{$exit->reason->name} ", json_encode([$exit->planned, $exit->jobs >= 1, $exit->restartIn >= $ladder * 0.8 && $exit->restartIn <= $ladder * 1.2 ?: $exit->restartIn]), "\n";
}
$pool->stop();
echo preg_replace(['/^\[.*?\] /', '/\d+\.\dM before/'], ['', '#M before'], implode("\n", preg_grep('/maxMemory is/', lines($log)))), "\n";
count(lines($log)) === 1 or print(implode("\n", lines($log)));
?>
--EXPECT--
MaxMemory [true,true,true]
MaxMemory [true,true,true]
MaxMemory [true,true,true]
supervisor.warning: pool "small" slot 0: maxMemory is 1.0M, and a new worker has #M before its first job, so that each is replaced after one job, at growing intervals; raise it
