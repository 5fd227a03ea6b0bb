--TEST--
A log writer that is killed again and again while workers print loses no line and writes none twice; its successor goes on at once
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Log, Loop, Master, Output, Pool, Rotate, Worker, WorkerExit};

require dirname(__DIR__) . '/helper.inc';

require __DIR__ . '/lines.inc';

$log = log_to_file();
$file = temp_dir() . '/app.log';
$pool = new Pool(fn (Job $job) => print_lines($job->payload, 20000), workers: 2, output: Output::file($file, maxBytes: '1M', backups: 100));
$pool->start();
$workers = fn () => array_map(fn ($slot) => $slot->pid, $pool->status()->slots);
foreach (range(0, 1) as $who) {
    $pool->submit($who);
}
for ($killed = []; !$pool->wait(0.004);) {
    foreach (array_diff(explode(' ', trim(file_get_contents('/proc/self/task/' . getmypid() . '/children'))), $workers()) as $pid) {
        if (count($killed) < 4 && posix_kill((int) $pid, SIGKILL)) {
            $killed[$pid] = true;
        }
    }
}
$pool->stop();
echo check_lines($file, 2, 20000), "\n";
var_dump(count($killed) > 0, count(preg_grep('/log writer.*killed by SIGKILL/', lines($log))) === count($killed));
?>
--EXPECT--
all there
bool(true)
bool(true)
