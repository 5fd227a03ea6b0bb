--TEST--
Examples that are given a folder or a file that is not there say so on stderr, and end with status 1
--EXTENSIONS--
supervisor
posix
gd
--FILE--
<?php
require __DIR__ . '/../helper.inc';

$examples = dirname(__DIR__, 2) . '/examples';
$dir = temp_dir();
mkdir("$dir/empty");
file_put_contents("$dir/file", 'text');
putenv('ASAN_OPTIONS=' . without_leak_check()['ASAN_OPTIONS']);

function run(string $example, string ...$arguments): void
{
    global $examples, $dir;

    exec(php_command("$examples/$example") . ' ' . implode(' ', array_map(escapeshellarg(...), $arguments)) . " 2>$dir/err", $out, $status);
    echo strtr("$example: $status\n" . implode("\n", $out) . "\nstderr: " . file_get_contents("$dir/err"), [$dir => 'DIR']), "\n";
}

run('map.php', "$dir/none");
run('map.php', "$dir/none", "$dir/empty", "$dir/file");
run('thumbnails.php', "$dir/none");
run('thumbnails.php', "$dir/empty");
run('worker.php', "$dir/file/spool");
?>
--EXPECTF--
map.php: 1

stderr: cannot read DIR/none

map.php: 1
982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1  DIR/file
stderr: cannot read DIR/%s
cannot read DIR/%s

thumbnails.php: 1

stderr: DIR/none is not a folder

thumbnails.php: 1
found 0 images below DIR/empty
stderr: name a folder that has some: php examples/thumbnails.php FOLDER

worker.php: 1

stderr: the folder DIR/file/spool/new cannot be made
