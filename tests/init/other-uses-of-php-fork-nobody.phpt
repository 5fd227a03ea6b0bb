--TEST--
php -i, -v, -m and --ri say as pid 1 what they say elsewhere, and another SAPI stays pid 1
--EXTENSIONS--
supervisor
posix
--SKIPIF--
<?php
require __DIR__ . '/pid1.inc';
skip_without_namespaces();
?>
--FILE--
<?php
require __DIR__ . '/pid1.inc';

$php = substr(php_command(''), 5, -2);
foreach (['-v', '-m', '--ri supervisor', '--rf strlen', '-l ' . escapeshellarg(__FILE__)] as $what) {
    $here = shell_exec("$php $what 2>&1");
    echo $here && $here === shell_exec(AS_PID_1 . " $php $what 2>&1") ? 'the same' : 'not the same', ': php ', strtok($what, ' '), "\n";
}
$info = (string) shell_exec(AS_PID_1 . " $php -i 2>&1");
echo str_contains($info, 'supervisor support => enabled') ? 'enabled' : $info, ": php -i\n";

file_put_contents(temp_dir() . '/pid.php', '<?php echo getmypid() === 1 ? "pid 1" : "another pid", "\n";');
echo other_sapi() ? trim(shell_exec(AS_PID_1 . ' ' . other_sapi() . ' ' . getenv('TEST_PHP_EXTRA_ARGS') . ' ' . temp_dir() . '/pid.php < /dev/null 2>&1')) : 'pid 1', ": another SAPI\n";
?>
--EXPECT--
the same: php -v
the same: php -m
the same: php --ri
the same: php --rf
the same: php -l
enabled: php -i
pid 1: another SAPI
