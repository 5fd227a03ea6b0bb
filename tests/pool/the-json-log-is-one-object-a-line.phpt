--TEST--
Log::Json: one object a line on stderr; Log::None: nothing
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Log, Master, Pool};

$file = log_to_file();
foreach ([Log::Json, Log::None] as $log) {
    $pool = new Pool(function (Job $job) { posix_kill(getmypid(), SIGKILL); sleep(60); }, name: "quo\"te", workers: 1, maxAttempts: 1);
    $pool->submit(1);
    (new Master([$pool], $log))->run();
    if ($log === Log::Json) {
        $n = count(lines($file));
        $objects = array_map(fn ($line) => json_decode($line, true, flags: JSON_THROW_ON_ERROR), lines($file));
        $killed = array_values(array_filter($objects, fn ($o) => preg_match('/^worker \d+ was killed by SIGKILL/', $o['message'])));
        var_dump($killed[0]['pid'] === $pool->status()->exits[0]->pid);
        var_dump(count($killed), $killed[0]['level'], $killed[0]['pool'], $killed[0]['slot'], is_string($killed[0]['time']));
    }
}
var_dump(count(lines($file)) === $n);
?>
--EXPECT--
bool(true)
int(1)
string(7) "warning"
string(6) "quo"te"
int(0)
bool(true)
bool(true)
