--TEST--
Output::inherit() into a pipe that nobody reads: workers wait, other outputs go on, and when it is read all is there
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Log, Loop, Master, Output, Pool, Rotate, Worker, WorkerExit};

require dirname(__DIR__) . '/helper.inc';

$dir = temp_dir();
$code = '<?php require ' . var_export(dirname(__DIR__) . '/helper.inc', true) . '; $dir = ' . var_export($dir, true) . ';
    use Supervisor\{Pool, Output};
    $loud = new Pool(function () { for ($i = 0; $i < 30000; $i++) { echo "$i\n"; } }, name: "loud", workers: 1, output: Output::inherit(false));
    $other = new Pool(function () { echo "other\n"; }, name: "other", workers: 1, output: Output::file("$dir/other.log"));
    $loud->submit(1);
    $other->submit(1);
    Supervisor\run($loud, $other);';
file_put_contents("$dir/script.php", $code);
$p = proc_open(php_command("$dir/script.php"), [1 => ['pipe', 'w'], 2 => ['file', "$dir/err", 'w']], $pipes, null, without_leak_check());
var_dump(wait_until(fn () => lines("$dir/other.log") === ['other']));
$all = stream_get_contents($pipes[1]);
proc_close($p);
var_dump($all === implode("\n", range(0, 29999)) . "\n");
echo file_get_contents("$dir/err");
?>
--EXPECT--
bool(true)
bool(true)
