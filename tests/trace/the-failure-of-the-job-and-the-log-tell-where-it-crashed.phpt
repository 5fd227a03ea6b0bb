--TEST--
The failure of a job whose worker crashed has trace, file, line and a message with the place; the log line has the place too
--EXTENSIONS--
supervisor
posix
pcntl
--FILE--
<?php
require __DIR__ . '/trace.inc';

class Image
{
    public function resize()
    {
        posix_kill(getmypid(), SIGSEGV);
        sleep(60);
    }
}

[$exit, $failure] = end_of(fn () => (new Image)->resize());
echo plain($failure->trace), "\n";
var_dump($failure->trace === $exit->trace, $failure->file === __FILE__, $failure->line, $failure->reason->name, $failure->signal, $failure->class);
echo plain($failure->message), "\n", plain($exit->message), "\n";
echo preg_replace(['/^\S+ /m', '/worker \d+/', '/\d+\.\d+(?= s|M)/', '~ /\S*/~', '/\{closure:[^}]*\}/', '/[0-9a-f]{14}-/'], ['', 'worker PID', '#', ' ', '{closure}', 'ID-'], implode("\n", lines($log))), "\n";
?>
--EXPECT--
#0 the-failure-of-the-job-and-the-log-tell-where-it-crashed.php(8): posix_kill()
#1 the-failure-of-the-job-and-the-log-tell-where-it-crashed.php(13): Image->resize()
#2 trace.inc: {closure}()
#3 [internal function]: {closure}()
#4 {main}
bool(true)
bool(true)
int(8)
string(8) "Signaled"
int(11)
NULL
its worker died of SIGSEGV in Image->resize() at the-failure-of-the-job-and-the-log-tell-where-it-crashed.php:8
in Image->resize() at the-failure-of-the-job-and-the-log-tell-where-it-crashed.php:8
supervisor.warning: pool "p" slot 0: the stack of worker PID was #0 the-failure-of-the-job-and-the-log-tell-where-it-crashed.php(8): posix_kill() #1 the-failure-of-the-job-and-the-log-tell-where-it-crashed.php(13): Image->resize() #2 trace.inc(44): {closure}() #3 [internal function]: {closure}() #4 {main}
supervisor.warning: pool "p" slot 0: worker PID was killed by SIGSEGV in Image->resize() at the-failure-of-the-job-and-the-log-tell-where-it-crashed.php:8, in job ID-1 "it", attempt 1, # s into it; up # s, 0 jobs, peak #M; replaced at once
