--TEST--
A Failure carries class, message, code, file, line, trace and the previous exceptions
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

class MyException extends LogicException {}
const DEEP = __LINE__ + 1;
function deep($n) { throw new MyException("deep \0 bytes é", $n, new RuntimeException('second', -7, new Error('third'))); }
$pool = new Pool(function (Job $job) { deep(12); }, workers: 1, maxAttempts: 1);
$job = $pool->submit(1);
$pool->wait();
$why = $job->failure();
for ($f = $why; $f; $f = $f->previous) {
    echo "{$f->reason->name} $f->class ", addcslashes($f->message, "\0"), " $f->code ", basename($f->file), $f->line === DEEP ? " right line\n" : " line $f->line\n";
    var_dump($f->signal, $f->exitCode, $f->pid === $why->pid && $f->pid > 0 && $f->pid !== getmypid());
}
echo preg_replace('~/\S+/~', '', $why->trace), "\n";
?>
--EXPECTF--
Exception MyException deep \000 bytes é 12 a-failure-carries-the-exception-and-the-previous-ones.php right line
NULL
NULL
bool(true)
Exception RuntimeException second -7 a-failure-carries-the-exception-and-the-previous-ones.php right line
NULL
NULL
bool(true)
Exception Error third 0 a-failure-carries-the-exception-and-the-previous-ones.php right line
NULL
NULL
bool(true)
#0 a-failure-carries-the-exception-and-the-previous-ones.php(%d): deep(12)
#1 %a{closure%S}(Object(Supervisor\Job))
#2 {main}
