--TEST--
examples/worker.php works off a spool folder, also what a killed worker left behind, until SIGTERM
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/../helper.inc';

// A former life of the script, in which the worker of slot 2 died, has left a file.
$before = 'mkdir("$dir/spool/running", 0700, true); file_put_contents("$dir/spool/running/2-file-5", "one two three four five");';
$php = new Php($before . ' $argv[1] = "$dir/spool"; require ' . var_export(dirname(__DIR__, 2) . '/examples/worker.php', true) . ';');
$spool = "$php->dir/spool";
wait_until(fn () => is_dir("$spool/done"));
foreach (array_diff(range(1, 20), [5]) as $i) {
    file_put_contents("$spool/tmp-$i", str_repeat('word ', $i));
    rename("$spool/tmp-$i", "$spool/new/file-$i");
}
var_dump(wait_until(fn () => count(glob("$spool/done/file-*")) === 20));
/* All four: one that is late has nothing to tell when it ends. */
wait_until(fn () => count(explode(' ', trim(file_get_contents("/proc/$php->pid/task/$php->pid/children")))) === 4);
posix_kill($php->pid, SIGTERM);
var_dump($php->wait(), $php->none_left(0));
preg_match_all('/^worker \d+: file-(\d+) has (\d+) words$/m', $php->out(), $m);
var_dump(count($m[0]), $m[1] === $m[2]);
var_dump(preg_match_all('/^worker \d+ ended: stopped, after \d+ jobs$/m', $php->out()));
echo $php->err();
?>
--EXPECT--
bool(true)
int(0)
bool(true)
int(20)
bool(true)
int(4)
