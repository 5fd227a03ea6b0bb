--TEST--
examples/connections.php uses a connection of each worker's own to a server and a database
--EXTENSIONS--
supervisor
posix
pdo
pdo_sqlite
--FILE--
<?php
require __DIR__ . '/../helper.inc';

exec(php_command(dirname(__DIR__, 2) . '/examples/connections.php', '-d sys_temp_dir=' . escapeshellarg(temp_dir())) . ' 2>&1', $out, $status);
var_dump($status);
sort($out);
echo implode("\n", $out), "\n";
var_dump(array_diff(scandir(temp_dir()), ['.', '..']));
?>
--EXPECT--
int(0)
4 words are in the database
apple => APPLE
banana => BANANA
cherry => CHERRY
date => DATE
array(0) {
}
