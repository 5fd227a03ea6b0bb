--TEST--
Rotation under load of a file that PHP workers and a program share, while the log writer is killed in between: each line is there once, by its checksum, in the order of its stream
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Command, Job, Output, Pool, Restart};

require dirname(__DIR__) . '/helper.inc';

const WORKERS = 3;
const LINES = 4000;
const PROGRAM = 20000;
/* After five in a row its successors come at growing intervals. */
const KILLS = 5;
const MAX_BYTES = 10000;

function checked(string $stream, int $i): string
{
    $text = "$stream $i " . str_repeat(chr(97 + $i % 26), $i * 13 % 90);
    return $text . ' ' . hash('crc32b', $text);
}

$log = log_to_file();
$file = temp_dir() . '/app.log';
$output = Output::file($file, maxBytes: MAX_BYTES, backups: 2000);
$pool = new Pool(function (Job $job) {
    $streams = [fopen('php://stdout', 'w'), fopen('php://stderr', 'w')];
    for ($i = 0; $i < LINES; $i++) {
        fwrite($streams[$i % 2], checked("$job->payload." . $i % 2, intdiv($i, 2)) . "\n");
    }
}, workers: WORKERS, output: $output);
$program = new Pool(new Command(['seq', (string) PROGRAM], startSeconds: 0), name: 'program', workers: 1, restart: Restart::OnFailure, output: $output);
$pool->start();
$others = array_map(fn ($slot) => $slot->pid, $pool->status()->slots);
$program->start();
for ($who = 0; $who < WORKERS; $who++) {
    $pool->submit($who);
}
$others[] = $program->status()->slots[0]->pid;
$killed = [];
for ($seen = 1; !$pool->wait(0.001);) {
    /* Another one when it has begun ten more files. */
    if (count($killed) === KILLS || count(glob("$file*")) < $seen + 10) {
        continue;
    }
    foreach (array_diff(explode(' ', trim(file_get_contents('/proc/self/task/' . getmypid() . '/children'))), $others) as $pid) {
        if (!isset($killed[$pid]) && posix_kill((int) $pid, SIGKILL)) {
            $killed[$pid] = true;
            $seen += 10;
        }
    }
}
while ($program->status()->slots[0]->pid !== 0) {
    $pool->tick(0.005);
}
$pool->stop();
$program->stop();

$files = glob("$file*");
usort($files, fn ($a, $b) => (int) substr($b, strlen($file) + 1) <=> (int) substr($a, strlen($file) + 1));
$next = ['program' => 0];
foreach ($files as $name) {
    foreach (explode("\n", rtrim(file_get_contents($name), "\n")) as $line) {
        [$stream, $i] = preg_match('/^\d+$/', $line) ? ['program', 0] : explode(' ', $line) + [1 => ''];
        $next[$stream] ??= 0;
        if ($line !== ($stream === 'program' ? (string) ($next[$stream] + 1) : checked($stream, $next[$stream]))) {
            exit(basename($name) . ": \"$line\", and not line $next[$stream] of \"$stream\"\n");
        }
        $next[$stream]++;
    }
}
$expected = ['program' => PROGRAM];
for ($who = 0; $who < WORKERS; $who++) {
    $expected += ["$who.0" => LINES / 2, "$who.1" => LINES / 2];
}
var_dump($next == $expected ?: $next, count($files) > 50, max(array_map('filesize', $files)) <= MAX_BYTES);
var_dump(count($killed) > 2 ?: count($killed), count(preg_grep('/log writer.*killed by SIGKILL/', lines($log))) === count($killed));
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
