--TEST--
SIGSEGV, SIGBUS, SIGFPE, SIGILL and SIGABRT leave a trace, and are what ended the worker; other signals leave none
--EXTENSIONS--
supervisor
posix
pcntl
--FILE--
<?php
require __DIR__ . '/trace.inc';

foreach (['SIGSEGV', 'SIGBUS', 'SIGFPE', 'SIGILL', 'SIGABRT', 'SIGKILL', 'SIGTRAP', 'SIGUSR1'] as $name) {
    [$exit, $failure] = end_of(fn () => boom(constant($name)));
    echo $name, ' ', $exit->signal === constant($name) ? 'ended it' : "is not $exit->signal", ', ', $exit->reason->name, ': ',
        $exit->trace === '' ? "no trace" : strtok(plain($exit->trace), "\n"), ', ', plain(preg_replace('/ \(core dumped\)/', '', $failure->message)), "\n";
    if ($exit->trace === '') {
        var_dump($exit->message, $failure->trace, $failure->file, $failure->line);
    }
}
?>
--EXPECT--
SIGSEGV ended it, Signaled: #0 trace.inc: posix_kill(), its worker died of SIGSEGV in boom() at trace.inc
SIGBUS ended it, Signaled: #0 trace.inc: posix_kill(), its worker died of SIGBUS in boom() at trace.inc
SIGFPE ended it, Signaled: #0 trace.inc: posix_kill(), its worker died of SIGFPE in boom() at trace.inc
SIGILL ended it, Signaled: #0 trace.inc: posix_kill(), its worker died of SIGILL in boom() at trace.inc
SIGABRT ended it, Signaled: #0 trace.inc: posix_kill(), its worker died of SIGABRT in boom() at trace.inc
SIGKILL ended it, Signaled: no trace, its worker was killed by SIGKILL
string(0) ""
string(0) ""
NULL
int(0)
SIGTRAP ended it, Signaled: no trace, its worker was killed by SIGTRAP
string(0) ""
string(0) ""
NULL
int(0)
SIGUSR1 ended it, Signaled: no trace, its worker was killed by SIGUSR1
string(0) ""
string(0) ""
NULL
int(0)
