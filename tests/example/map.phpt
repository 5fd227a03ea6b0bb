--TEST--
examples/map.php prints the hash of each file that it is given, or of the examples themselves
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/../helper.inc';

$dir = temp_dir();
for ($i = 0; $i < 20; $i++) {
    file_put_contents("$dir/file $i", str_repeat("$i", 1000));
    $expected[] = hash_file('sha256', "$dir/file $i") . "  $dir/file $i";
}
$example = dirname(__DIR__, 2) . '/examples/map.php';
exec(php_command($example) . ' ' . escapeshellarg($dir) . '/file* 2>&1', $out, $status);
sort($out);
sort($expected);
var_dump($status, $out === $expected ?: $out);

exec(php_command($example) . ' 2>&1', $own, $status);
var_dump($status, count($own) === count(glob(dirname($example) . '/*.php')), (bool) preg_grep('~^[0-9a-f]{64}  .*/map\.php$~', $own));
?>
--EXPECT--
int(0)
bool(true)
int(0)
bool(true)
bool(true)
