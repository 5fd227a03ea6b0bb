--TEST--
pid 1 ends with the status of the script, and 128 + n when it died of signal n
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

foreach ([
    'exit(7);', 'exit(0);', 'exit("a message");', '', 'throw new Exception;', 'no_such_function();',
    'ini_set("memory_limit", "4M"); str_repeat("x", 1 << 30);',
    'posix_kill(getmypid(), SIGKILL);', 'posix_kill(getmypid(), SIGUSR1);',
] as $code) {
    $php = as_pid_1($code, '-d display_errors=0');
    echo json_encode($php->wait()), " $code\n", $php->out();
}
$php = as_pid_1('<<< no php;', '-d display_errors=0');
echo $php->wait(), " a syntax error\n";
?>
--EXPECT--
7 exit(7);
0 exit(0);
0 exit("a message");
a message0 
255 throw new Exception;
255 no_such_function();
255 ini_set("memory_limit", "4M"); str_repeat("x", 1 << 30);
137 posix_kill(getmypid(), SIGKILL);
138 posix_kill(getmypid(), SIGUSR1);
255 a syntax error
