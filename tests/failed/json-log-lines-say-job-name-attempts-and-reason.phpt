--TEST--
JSON lines and the context of a log closure have job, name, attempt(s), reason, pid and signal where they apply
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, FailedJob, Job, Pool, Reject, Retry};

$code = <<<'PHP'
$pool = new Pool(fn (Job $job) => $job->payload === 'crash' ? posix_kill(getmypid(), SIGKILL) && sleep(60) : throw new Exception('no'), name: 'p', workers: 1, maxAttempts: 1);
$m = new Master([$pool], LOG);
$pool->submit('crash', name: 'the crash');
$pool->submit('throw');
$m->run();
PHP;
$fields = function (array $line): string {
    isset($line['job']) && preg_match('/^[0-9a-f]{14}-\d+$/', $line['job']) and $line['job'] = 'ID' . strrchr($line['job'], '-');
    isset($line['pid']) and $line['pid'] = $line['pid'] > 0;
    unset($line['time'], $line['message'], $line['pool'], $line['slot']);
    return json_encode($line) . "\n";
};
$php = new Php(str_replace('LOG', 'Log::Json', $code));
$php->wait();
foreach (file("$php->dir/err") as $line) {
    $line = json_decode($line, true);
    isset($line['job']) and print($fields($line));
}
$php = new Php(str_replace('LOG', 'function (string $level, string $message, array $context) use ($dir) { note("$dir/log", json_encode(["level" => $level] + $context)); }', $code));
$php->wait();
foreach ($php->lines('log') as $line) {
    $line = json_decode($line, true);
    isset($line['job']) and print($fields($line));
}
?>
--EXPECT--
{"pid":true,"job":"ID-1","name":"the crash","attempt":1,"reason":"signaled","signal":9,"level":"warning"}
{"pid":true,"job":"ID-1","name":"the crash","attempts":1,"reason":"signaled","signal":9,"level":"warning"}
{"pid":true,"job":"ID-2","attempts":1,"reason":"exception","level":"warning"}
{"level":"warning","pid":true,"job":"ID-1","name":"the crash","attempt":1,"reason":"signaled","signal":9}
{"level":"warning","pid":true,"job":"ID-1","name":"the crash","attempts":1,"reason":"signaled","signal":9}
{"level":"warning","pid":true,"job":"ID-2","attempts":1,"reason":"exception"}
