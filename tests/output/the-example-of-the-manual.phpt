--TEST--
The example of docs/logs.md does what it says
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

preg_match('/```php\n<\?php\n(.*?)```/s', file_get_contents(dirname(__DIR__, 2) . '/docs/logs.md'), $m);
$php = new Php(strtr(preg_replace('/^use .*$/m', 'use Supervisor\\Output;', $m[1]), ['/tmp/' => temp_dir() . '/']));
var_dump($php->wait());
echo preg_replace('/\d+/', 'N', $php->out() === '' ? '' : "tail\n");
$lines = lines(temp_dir() . '/import.log');
sort($lines);
echo count($lines), ' ', count(preg_grep('/^\[[-\dT:.]{23}Z\] import\/[01] \d+ stdout: importing [abc]$/', $lines)), "\n", $php->err();
?>
--EXPECT--
int(0)
tail
3 3
