--TEST--
A worker that hangs in a loop without a call says a line of that loop
--EXTENSIONS--
supervisor
posix
pcntl
--FILE--
<?php
require __DIR__ . '/trace.inc';

function spin(int $n)
{
    about_to("spin$n");
    $i = 0;
    while (true) {
        ++$i;
        while ($i > 1000) {
            --$i;
        }
    }
}

/* None of these opcodes stores in the frame where it is: without a look at the register the line would be that of $i = 0. */
for ($n = 0; $n < 5; $n++) {
    [$exit, $failure] = hang_of("spin$n", fn () => spin($n));
    $ok = $exit->signal === SIGKILL && $failure->file === __FILE__ && $failure->line >= 8 && $failure->line <= 11 &&
        str_contains($failure->message, "its worker was killed by SIGKILL in spin() at " . __FILE__ . ":$failure->line");
    echo $ok ? 'in the loop' : "$exit->signal $failure->message", "\n", $n === 0 ? plain($failure->trace) . "\n" : '';
}
?>
--EXPECT--
in the loop
#0 a-loop-says-the-line-that-it-is-at.php(18): spin()
#1 trace.inc: {closure}()
#2 [internal function]: {closure}()
#3 {main}
in the loop
in the loop
in the loop
in the loop
