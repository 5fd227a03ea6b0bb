--TEST--
The worker for production in README.md runs as it is pasted, and obeys the signals that README.md names
--EXTENSIONS--
supervisor
posix
pcntl
--FILE--
<?php
require __DIR__ . '/../helper.inc';
require __DIR__ . '/readme.inc';

[$script] = blocks(readme_section('## Supervision'), 'php');
$folder = temp_dir() . '/files';
mkdir($folder);
file_put_contents("$folder/a.txt", str_repeat("line\n", 2500));

$php = run_script('worker', $script, [$folder]);
$logged = fn (string $pattern, int $times = 1) => wait_until(fn () => preg_match_all($pattern, $php->err()) >= $times) ?: $php->err();
var_dump(wait_until(fn () => is_file("$folder/a.txt.done")));

posix_kill($php->pid, SIGHUP);
var_dump($logged('/ was replaced by restart\(\)/', 8));
posix_kill($php->pid, SIGTTIN);
var_dump($logged('/ has 9 workers now/'));
posix_kill($php->pid, SIGTTOU);
var_dump($logged('/ has 8 workers now/'));
posix_kill($php->pid, SIGUSR2);
var_dump($logged('/ status: workers 8, /'));

// The new workers work.
file_put_contents("$folder/tmp", "one\ntwo\n");
rename("$folder/tmp", "$folder/b.txt");
var_dump(wait_until(fn () => is_file("$folder/b.txt.done")));
posix_kill($php->pid, SIGTERM);
var_dump($php->wait(), $php->none_left());
echo file_get_contents("$folder/counts");

// Its boot cannot work: the status says so.
$php = run_script('no-boot', $script, ["$folder/none"]);
var_dump($php->wait(), $php->none_left());
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
int(0)
bool(true)
a.txt has 2500 lines
b.txt has 2 lines
int(70)
bool(true)
