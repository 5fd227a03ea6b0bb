--TEST--
The trace of a deep stack has the innermost 64 frames, that of long names as many as fit
--EXTENSIONS--
supervisor
posix
pcntl
--FILE--
<?php
require __DIR__ . '/trace.inc';

function down(int $n)
{
    if ($n === 0) {
        boom();
    }
    down($n - 1);
}
$long = str_repeat('long', 50);
eval("function $long(\$n) { if (\$n === 0) boom(); $long(\$n - 1); }");

$lines = explode("\n", plain(end_of(fn () => down(10000))[0]->trace));
echo count($lines), "\n$lines[0]\n$lines[1]\n$lines[2]\n$lines[63]\n$lines[64]\n";

$trace = end_of(fn () => $long(1000))[0]->trace;
$lines = explode("\n", $trace);
var_dump(strlen($trace) > 7800 && strlen($trace) <= 8192, end($lines), count($lines) > 10, count(preg_grep("/^#\d+ \S.*\(\d+\).*: $long\(\)$/", $lines)) === count($lines) - 3);
?>
--EXPECT--
65
#0 trace.inc: posix_kill()
#1 a-deep-stack-is-cut.php(7): boom()
#2 a-deep-stack-is-cut.php(9): down()
#63 a-deep-stack-is-cut.php(9): down()
...
bool(true)
string(3) "..."
bool(true)
bool(true)
