--TEST--
A log file that is a symbolic link: followed when root or the master's user has made it, refused when somebody else has, also when it comes in the place of a file that was deleted
--EXTENSIONS--
supervisor
posix
--SKIPIF--
<?php if (posix_getuid() !== 0) die('skip only root can make links of others'); ?>
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Output, Pool};

$dir = temp_dir();
$log = log_to_file();
touch("$dir/target");
symlink("$dir/target", "$dir/mine");
symlink('target', "$dir/relative");
symlink("$dir/target", "$dir/other");
lchown("$dir/other", 65534);
$pool = fn (string $file) => new Pool(fn (Job $job) => print("$job->payload\n"), workers: 1, stopTimeout: 0.5, output: Output::file("$dir/$file"));
foreach (['mine', 'relative'] as $file) {
    $p = $pool($file);
    $p->submit($file)->await();
    $p->stop();
}
echo implode(' ', lines("$dir/target")), "\n";
echo preg_replace('~/\S+/~', '', thrown(fn () => $pool('other')->start())), "\n";

// The file is deleted, and a link to another one stands there.
$p = $pool('file');
$p->submit('first')->await();
serve_until($p, fn () => lines("$dir/file") === ['first']);
unlink("$dir/file");
rename("$dir/other", "$dir/file");
$p->submit('second')->await();
serve_until($p, fn () => preg_grep('/symbolic links/', lines($log)) !== []);
echo implode(' ', lines("$dir/target")), "\n";
unlink("$dir/file");
$p->stop();
echo implode(' ', lines("$dir/file")), "\n";
remove($dir);
?>
--EXPECT--
mine relative
Supervisor\StateError: Pool::start() cannot be called: the log file "other" of pool "default" is a symbolic link that neither root nor the user of the master has made, or leads to another one; give the path that it leads to
mine relative
second
