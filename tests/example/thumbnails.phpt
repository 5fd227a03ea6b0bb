--TEST--
examples/thumbnails.php makes a thumbnail of each image of a folder, though it kills one of its workers; what is no image is left out
--EXTENSIONS--
supervisor
posix
gd
--FILE--
<?php
require __DIR__ . '/../helper.inc';

$dir = temp_dir();
mkdir("$dir/images/below", recursive: true);
mkdir("$dir/thumbnails");
$image = imagecreatetruecolor(1000, 600);
imagefilledellipse($image, 500, 300, 800, 500, 0xff8800);
imagejpeg($image, "$dir/image.jpg");
for ($i = 0; $i < 36; $i++) {
    copy("$dir/image.jpg", "$dir/images/" . ($i % 2 ? 'below/' : '') . "image-$i.jpg");
}
file_put_contents("$dir/images/no-image.jpg", 'this is no image');

putenv('ASAN_OPTIONS=' . without_leak_check()['ASAN_OPTIONS']);
exec(php_command(dirname(__DIR__, 2) . '/examples/thumbnails.php') . " $dir/images $dir/thumbnails 2>/dev/null", $out, $status);
var_dump($status);
$made = glob("$dir/thumbnails/*.png");
var_dump(count($made), array_slice(getimagesize($made[0]), 0, 2));
echo $out[0] === "found 36 images below $dir/images" ? "found them\n" : "$out[0]\n";
echo count(preg_grep('/^killed worker \d+ while it ran job /', $out)), ' killed, ', count(preg_grep('/ by SIGKILL, its job was run again/', $out)), " in the table\n";
echo preg_replace('/in \d+\.\d s/', 'in # s', end($out)), "\n";
?>
--EXPECT--
int(0)
int(36)
array(2) {
  [0]=>
  int(128)
  [1]=>
  int(76)
}
found them
1 killed, 1 in the table
36 thumbnails of 36 images in # s; 0 failed, 1 crashed and were retried, 1 workers replaced
