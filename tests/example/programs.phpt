--TEST--
The programs in README.md and docs/programs.md run as they are pasted
--EXTENSIONS--
supervisor
posix
pcntl
--FILE--
<?php
require __DIR__ . '/../helper.inc';
require __DIR__ . '/readme.inc';

// Programs beside handlers.
[$script] = blocks(readme_section('### 7. Programs'), 'php');
$php = run_script('readme', $script);
var_dump(wait_until(fn () => count(array_intersect(explode("\n", $php->out()), ['program 0 is up', 'program 1 is up', 'hello world'])) === 3));
posix_kill($php->pid, SIGTERM);
var_dump($php->wait(), $php->none_left(), $php->err());

[$first, $notify] = blocks(file_get_contents(dirname(__DIR__, 2) . '/docs/programs.md'), 'php');
$php = run_script('first', $first);
var_dump(wait_until(fn () => substr_count($php->out(), 'of queue, prod') === 2));
posix_kill($php->pid, SIGTERM);
var_dump($php->wait(), $php->none_left());

$php = run_script('notify', strtr($notify, ['PHP_BINARY' => var_export(getenv('TEST_PHP_EXECUTABLE'), true)]));
var_dump($php->wait(), $php->out() === implode("\n", promised($notify)) . "\n", $php->err());
?>
--EXPECT--
bool(true)
int(0)
bool(true)
string(0) ""
bool(true)
int(0)
bool(true)
int(0)
bool(true)
string(0) ""
