--TEST--
Where the code of a payload forks (__serialize(), a generator, key(), the closure of unique), the child has no part in the pool and the parent goes on
--EXTENSIONS--
supervisor
pcntl
posix
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

class Forks
{
    function __serialize(): array
    {
        forks();
        return [];
    }

    function __unserialize(array $data): void {}
}

class ForksInKey extends ArrayIterator
{
    function key(): int
    {
        $key = parent::key();
        if ($key === 1) {
            forks();
        }
        return $key;
    }
}

$master = getmypid();
$children = [];
function forks(): int
{
    global $master, $children;

    if (getmypid() !== $master) {
        return 0;
    }
    $pid = pcntl_fork();
    if ($pid) {
        $children[] = $pid;
    }
    return $pid;
}

/* The child notes what it was told, and is gone. */
function go(string $what, callable $call): void
{
    global $master, $children, $dir;

    $before = count($children);
    try {
        $result = json_encode($call());
    } catch (Throwable $e) {
        $result = get_class($e) . ": {$e->getMessage()}";
    }
    if (getmypid() !== $master) {
        file_put_contents("$dir/child", $result);
        posix_kill(getmypid(), SIGKILL); // no part of the rest
    }
    pcntl_waitpid($children[$before], $status);
    echo "$what: $result\n    child ", pcntl_wtermsig($status), ' ', @file_get_contents("$dir/child"), "\n";
    @unlink("$dir/child");
}

function results(iterable $jobs): array
{
    $results = [];
    foreach ($jobs as $key => $job) {
        $results[$key] = $job->await();
    }
    return $results;
}

$dir = temp_dir();
$pool = new Pool(fn (Job $job) => is_int($job->payload) ? $job->payload : 'object', workers: 1);
$pool->start();
serve_until_ready($pool);
go('submit', fn () => $pool->submit(new Forks)->await());
go('submitAll', fn () => results($pool->submitAll([1, new Forks, 3])));
go('submitAll, unique', fn () => results($pool->submitAll([1, 2], unique: fn ($v) => $v === 1 && forks() >= 0 ? 'k' : null)));
go('map', fn () => results($pool->map([1, new Forks, 3], ordered: true)));
go('map, key', fn () => results($pool->map(new ForksInKey([1, 2, 3]), ordered: true)));
go('map, generator', fn () => results($pool->map((function () {
    yield 1;
    forks();
    yield 2;
})(), ordered: true)));
go('map, end of a generator', fn () => results($pool->map((function () {
    yield 1;
    forks();
})(), ordered: true)));
go('map, a full window', fn () => count(results($pool->map((function () {
    for ($i = 0; $i < 3000; $i++) {
        if ($i === 2000) {
            forks();
        }
        yield $i;
    }
})(), ordered: true))));
echo counters($pool, 1 + 3 + 2 + 3 + 3 + 2 + 1 + 3000), ' ', $pool->status()->restarts, "\n";
?>
--EXPECT--
submit: "object"
    child 9 Supervisor\StateError: Pool::submit() cannot be called in a process that was forked from the one that made the pool
submitAll: [1,"object",3]
    child 9 Supervisor\StateError: Pool::submitAll() cannot be called in a process that was forked from the one that made the pool
submitAll, unique: [1,2]
    child 9 Supervisor\StateError: Pool::submitAll() cannot be called in a process that was forked from the one that made the pool
map: [1,"object",3]
    child 9 Supervisor\StateError: Results::next() cannot be called in a process that was forked from the one that made the pool
map, key: [1,2,3]
    child 9 Supervisor\StateError: Results::next() cannot be called in a process that was forked from the one that made the pool
map, generator: [1,2]
    child 9 Supervisor\StateError: Results::next() cannot be called in a process that was forked from the one that made the pool
map, end of a generator: [1]
    child 9 Supervisor\StateError: Results::next() cannot be called in a process that was forked from the one that made the pool
map, a full window: 3000
    child 9 Supervisor\StateError: Results::next() cannot be called in a process that was forked from the one that made the pool
done=3015 0
