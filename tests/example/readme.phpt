--TEST--
The scripts in README.md that come to an end run as they are pasted, and print what README.md says
--EXTENSIONS--
supervisor
posix
pcntl
pdo
pdo_sqlite
--FILE--
<?php
require __DIR__ . '/../helper.inc';
require __DIR__ . '/readme.inc';

// The first script: the hash of each PHP file beside it, here of itself.
[$first] = blocks(readme_section('# supervisor'), 'php');
$php = run_script('first', $first);
var_dump($php->wait(), $php->out() === hash('sha256', $first) . '  ' . temp_dir() . "/first/file.php\n" ?: $php->out());
echo $php->err();

$tour = readme_section('## Five minutes');
preg_match_all('/^### (\d)\. .*$/m', $tour, $m);
echo 'pieces: ', implode(' ', $m[1]), ', scripts: ', count(blocks($tour, 'php')), "\n";

foreach (array_slice($m[0], 0, 4) as $heading) {
    $piece = readme_section($heading);
    [$script] = blocks($piece, 'php');
    $php = run_script('piece-' . $heading[4], $script);
    echo "$heading: ", var_export($php->wait(), true), "\n";
    $missing = array_diff(promised($script), explode("\n", $php->out()));
    echo count(promised($script)), ' promised', $missing ? ', but not printed: ' . implode(', ', $missing) : '', "\n";
    foreach (blocks($piece, 'text') as $expected) {
        var_dump(sorted_lines($expected) === sorted_lines($php->out()) ?: $php->out());
    }
    // The log has one line: of the worker that is killed.
    preg_match('/^(\[.*\bkilled by SIGKILL\b.*\n)?$/D', $php->err()) || print($php->err());
    $php->none_left() || var_dump($php->left());
}
?>
--EXPECT--
int(0)
bool(true)
pieces: 1 2 3 4 5 6 7, scripts: 7
### 1. A handler and its jobs: 0
3 promised
### 2. Many jobs: 0
1 promised
### 3. A worker dies: 0
0 promised
bool(true)
### 4. Connections: 0
1 promised
