--TEST--
The daemons in README.md run as they are pasted until SIGTERM, and end with status 0
--EXTENSIONS--
supervisor
posix
pcntl
--FILE--
<?php
require __DIR__ . '/../helper.inc';
require __DIR__ . '/readme.inc';

// Four workers that tick.
[$script] = blocks(readme_section('### 5. A daemon'), 'php');
$php = run_script('loop', $script);
$pids = function () use ($php) {
    preg_match_all('/^(\d+) works$/m', $php->out(), $m);
    return count(array_unique($m[1]));
};
var_dump(wait_until(fn () => $pids() === 4));
posix_kill($php->pid, SIGTERM);
var_dump($php->wait(), $php->none_left());
echo preg_replace('/^\[.*\] supervisor\.warning: got a signal to stop: .*\n/m', '', $php->err()); // of a job that runs

// Two pools and a timer, with a log.
[$script] = blocks(readme_section('### 6. Several pools, timers and a log'), 'php');
$php = run_script('master', $script);
var_dump(wait_until(fn () => str_contains($php->out(), "number 2\n")));
posix_kill($php->pid, SIGTERM);
var_dump($php->wait(), $php->none_left());
echo implode("\n", array_slice(explode("\n", $php->out()), 0, 1)), "\n";
var_dump(str_contains($php->out(), "number 1\nnumber 2\n"));
echo count(preg_grep('/supervisor\.(info|warning): got a signal to stop/', explode("\n", $php->err()))), " line of the log\n";
?>
--EXPECT--
bool(true)
int(0)
bool(true)
bool(true)
int(0)
bool(true)
hello world
bool(true)
1 line of the log
