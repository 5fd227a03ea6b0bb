--TEST--
10,000 recycled workers leave the descriptors and the memory of the master as they were, and no process behind
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/../helper.inc';

// Fewer under the sanitizers, whose forks are slow.
$php = new Php(<<<'CODE'
    function rss(): int
    {
        preg_match('/^RssAnon:\s*(\d+) kB/m', file_get_contents('/proc/self/status'), $m);
        return (int) $m[1];
    }
    $pool = new Pool(fn (Job $job) => $job->payload, workers: 4, maxJobs: 1);
    $some = function (int $n) use ($pool) {
        $sum = 0;
        foreach ($pool->map((fn () => yield from range(1, $n))()) as $job) {
            $sum += $job->result();
        }
        $sum === $n * ($n + 1) / 2 or print("sum $sum\n");
        static $all = 0;
        $all += $n;
        serve_until($pool, fn () => ($pool->status()->recycled['max_jobs'] ?? 0) >= $all); // the last one leaves after its result
        serve_until_ready($pool);
        gc_collect_cycles();
        return [memory_get_usage(), count(descriptors()), rss(), count(preg_grep('/memfd:/', file('/proc/self/maps')))];
    };
    $recycles = SLOWER > 1 ? 1000 : 7500;
    $first = SLOWER > 1 ? 1000 : 2500;
    // Fills the list of the last exits, and has as many jobs at a time as later.
    [$memory, $descriptors, $rss, $maps] = $some($first);
    [$memory2, $descriptors2, $rss2, $maps2] = $some($recycles);
    echo $memory2 - $memory < 4096 ? "memory is flat\n" : $memory2 - $memory . " bytes more\n";
    echo $rss2 - $rss < 512 * SLOWER * SLOWER ? "anonymous memory is flat\n" : $rss2 - $rss . " kB more\n";
    echo $descriptors2 === $descriptors ? "descriptors are flat\n" : "$descriptors, then $descriptors2\n";
    echo $maps2 === $maps ? "mappings are flat\n" : "$maps, then $maps2\n";
    $status = $pool->status();
    echo $status->recycled === ['max_jobs' => $first + $recycles] && $status->crashes === 0 ? "all are planned\n" : json_encode($status->recycled) . "\n";
    $pool->stop();
    CODE);
var_dump($php->wait(120));
echo $php->out(), $php->err();
var_dump($php->none_left());
?>
--EXPECT--
int(0)
memory is flat
anonymous memory is flat
descriptors are flat
mappings are flat
all are planned
bool(true)
