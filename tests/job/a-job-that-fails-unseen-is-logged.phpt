--TEST--
A job that fails is named in the log unless a callback, a Job object or map() tells of it
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Event, Job, Pool};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$pool = fn () => new Pool(fn (Job $job) => throw new Exception('x'), workers: 1, maxAttempts: 1);
foreach ([
    'nobody' => function () use ($pool) {
        $p = $pool();
        $p->submit(1);
        $p->wait();
    },
    'a Job object' => function () use ($pool) {
        $p = $pool();
        $job = $p->submit(1);
        $p->wait();
    },
    'map()' => function () use ($pool) {
        foreach ($pool()->map([1]) as $job);
    },
    'a callback' => function () use ($pool) {
        $p = $pool();
        $p->on(Event::JobFailed, fn () => print('told '));
        $p->submit(1);
        $p->wait();
    },
] as $who => $call) {
    $before = count(lines($log));
    $call();
    echo "$who: ", implode(' ', array_map(fn ($line) => preg_replace('/^.*: job \S+ (.*) in .*/', '$1', $line), array_slice(lines($log), $before))), "\n";
}
?>
--EXPECT--
nobody: failed for good after 1 attempt (exception): Exception: x
a Job object: 
map(): 
told a callback: 
