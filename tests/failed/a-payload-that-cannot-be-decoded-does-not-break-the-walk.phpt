--TEST--
A payload that the master cannot unserialize any more is null, with a line in the log; the walk goes on
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Failure, FailedJob, Job, Pool, Reject, Retry};

class Fickle
{
    public static bool $breaks = false;
    public function __serialize(): array { return []; }
    public function __unserialize(array $data): void { self::$breaks and throw new LogicException('not today'); }
}
$log = log_to_file();
$pool = new Pool(fn (Job $job) => throw new Reject('no'), workers: 1);
$pool->submit('before', name: 'a');
$job = $pool->submit(new Fickle, name: 'b');
$pool->submit('after', name: 'c');
$pool->wait();
Fickle::$breaks = true;
$n = count(lines($log));
foreach ($pool->failed() as $f) {
    echo "$f->name ", json_encode($f->payload), " {$f->failure->message}\n";
}
echo str_replace([$job->id, __FILE__], ['ID', 'FILE'], preg_replace('/^\S+ /', '', implode("\n", array_slice(lines($log), $n)))), "\n";
Fickle::$breaks = false;
echo get_class($pool->failed()[1]->payload), ' ', get_class($job->payload), "\n";
?>
--EXPECT--
a "before" no
b null no
c "after" no
supervisor.warning: the payload of failed job ID is not shown: LogicException: not today in FILE:10
Fickle Fickle
