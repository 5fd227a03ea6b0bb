--TEST--
Asked by the trace signal, a worker that hangs says where it is, and ends: in a system call, in a library, in a callback
--EXTENSIONS--
supervisor
posix
pcntl
pdo
pdo_sqlite
--FILE--
<?php
require __DIR__ . '/trace.inc';

$held = fopen("$dir/lock", 'c');
flock($held, LOCK_EX);

function query()
{
    $db = new PDO('sqlite::memory:');
    about_to('query');
    $db->query('WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n');
}

$cases = [
    'sleep' => function () { about_to('sleep'); sleep(60); },
    'flock' => function () use ($dir) { $f = fopen("$dir/lock", 'c'); about_to('flock'); flock($f, LOCK_EX); },
    'socket' => function () {
        [$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
        about_to('socket');
        fread($a, 100);
    },
    'query' => fn () => query(),
    'usort' => function () { $a = range(1, 3); usort($a, function ($x, $y) { about_to('usort'); for (;;) { $x = $y; } }); },
    'preg_match' => function () { ini_set('pcre.jit', '0'); ini_set('pcre.backtrack_limit', PHP_INT_MAX); about_to('preg_match'); preg_match('/(a+)+(a+)+(a+)+$/', str_repeat('a', 200) . 'b'); },
];
foreach ($cases as $name => $hang) {
    [$exit, $failure] = hang_of($name, $hang);
    echo "$name: $exit->signal ", plain($failure->message), "\n", plain($exit->trace), "\n";
}
?>
--EXPECT--
sleep: 9 its worker was killed by SIGKILL in {closure}() at a-worker-that-hangs-says-where-it-is.php:15
#0 a-worker-that-hangs-says-where-it-is.php(15): sleep()
#1 trace.inc: {closure}()
#2 [internal function]: {closure}()
#3 {main}
flock: 9 its worker was killed by SIGKILL in {closure}() at a-worker-that-hangs-says-where-it-is.php:16
#0 a-worker-that-hangs-says-where-it-is.php(16): flock()
#1 trace.inc: {closure}()
#2 [internal function]: {closure}()
#3 {main}
socket: 9 its worker was killed by SIGKILL in {closure}() at a-worker-that-hangs-says-where-it-is.php:20
#0 a-worker-that-hangs-says-where-it-is.php(20): fread()
#1 trace.inc: {closure}()
#2 [internal function]: {closure}()
#3 {main}
query: 9 its worker was killed by SIGKILL in query() at a-worker-that-hangs-says-where-it-is.php:11
#0 a-worker-that-hangs-says-where-it-is.php(11): PDO->query()
#1 a-worker-that-hangs-says-where-it-is.php(22): query()
#2 trace.inc: {closure}()
#3 [internal function]: {closure}()
#4 {main}
usort: 9 its worker was killed by SIGKILL in {closure}() at a-worker-that-hangs-says-where-it-is.php:23
#0 [internal function]: {closure}()
#1 a-worker-that-hangs-says-where-it-is.php(23): usort()
#2 trace.inc: {closure}()
#3 [internal function]: {closure}()
#4 {main}
preg_match: 9 its worker was killed by SIGKILL in {closure}() at a-worker-that-hangs-says-where-it-is.php:24
#0 a-worker-that-hangs-says-where-it-is.php(24): preg_match()
#1 trace.inc: {closure}()
#2 [internal function]: {closure}()
#3 {main}
