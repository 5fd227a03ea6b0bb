--TEST--
A real SIGSEGV, the overflow of the C stack, leaves a trace, in a fiber too
--EXTENSIONS--
supervisor
posix
pcntl
--SKIPIF--
<?php
if (getenv('SUPERVISOR_TEST_ASAN')) {
    die('skip under the sanitizers a list of so many objects takes too long');
}
?>
--INI--
memory_limit=1G
--FILE--
<?php
require __DIR__ . '/trace.inc';

class Node
{
    public function __construct(private ?Node $next) {}
}

/* To free it, PHP calls itself once more for each object. */
function overflow()
{
    $list = null;
    for ($i = 0; $i < 300000; $i++) {
        $list = new Node($list);
    }
    unset($list);
    return 'it did not';
}

foreach (['stack' => fn () => overflow(), 'fiber' => fn () => (new Fiber(overflow(...)))->start()] as $what => $how) {
    [$exit, $failure] = end_of($how);
    echo $what, ' ', $exit->signal, ' ', plain($exit->message), "\n", plain($exit->trace), "\n";
}
?>
--EXPECT--
stack 11 in overflow() at an-overflow-of-the-c-stack-leaves-a-trace.php:16
#0 an-overflow-of-the-c-stack-leaves-a-trace.php(20): overflow()
#1 trace.inc: {closure}()
#2 [internal function]: {closure}()
#3 {main}
fiber 11 in overflow() at an-overflow-of-the-c-stack-leaves-a-trace.php:16
#0 [internal function]: overflow()
#1 an-overflow-of-the-c-stack-leaves-a-trace.php(20): Fiber->start()
#2 trace.inc: {closure}()
#3 [internal function]: {closure}()
#4 {main}
