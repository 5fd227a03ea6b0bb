--TEST--
Jobs of some microseconds that a worker did right before a long one are known to be done while that runs
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Job, JobState, Pool};

require __DIR__ . '/../helper.inc';

$gate = temp_dir() . '/gate';
$known = temp_dir() . '/known';
posix_mkfifo($gate, 0600);
posix_mkfifo($known, 0600);
$pool = new Pool(function (Job $job) use ($gate, $known) {
    if ($job->payload === 'as long as it takes to be known as one') {
        for ($end = hrtime(true) + 10_000_000; hrtime(true) < $end;) {
        }
    } elseif ($job->payload === 'gate') {
        return file_get_contents($gate); // until all others lie in the worker's buffer
    } elseif ($job->payload === 'long') {
        return file_get_contents($known); // until the master knows of the others
    }
    return $job->payload;
}, workers: 1, maxAttempts: 1);

$pool->submit('as long as it takes to be known as one', name: 'long')->await();
foreach ($pool->map(range(1, 2000), name: 'short') as $job) {
}
$pool->submit('gate', name: 'short');
$short = $pool->submitAll(range(1, 20), name: 'short');
$long = $pool->submit('long', name: 'long');
var_dump(serve_until($pool, fn () => $pool->status()->reserved === 21));
$pool->tick();
file_put_contents($gate, 'open');
foreach ($short as $job) {
    if ($job->await(PATIENCE * SLOWER) === null) {
        echo "no result\n";
    }
}
var_dump(serve_until($pool, fn () => $long->state() === JobState::Running)); // its worker may not have come to it when the others are known
file_put_contents($known, 'known');
var_dump($long->await(PATIENCE * SLOWER));
$pool->stop();
?>
--EXPECT--
bool(true)
bool(true)
string(5) "known"
