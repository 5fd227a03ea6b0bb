--TEST--
Jobs that take about as long as their timeout end exactly once, as done with the whole result or as TimedOut, small and large results
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Failure, FailureReason, Job, Pool};

require __DIR__ . '/../helper.inc';

log_to_file();
$told = [];
$done = $out = $wrong = 0;
foreach (['small' => 20, 'large' => 2_000_000] as $name => $size) {
    $pool = new Pool(function (Job $job) use ($size) {
        // Between 24 and 36 ms, most of them at the edge.
        $until = hrtime(true) + 30_000_000 + random_int(-60, 60) * random_int(0, 100) * 1000;
        $result = str_repeat(pack('N', $job->payload), intdiv($size, 4));
        usleep((int) max(0, ($until - hrtime(true)) / 1000 - 1000));
        while (hrtime(true) < $until);
        return $result;
    }, name: $name, workers: 3, timeout: 0.03, maxAttempts: 1);
    $pool->on(Event::JobDone, function (Job $job) use (&$told) { $told[$job->id][] = 'done'; });
    $pool->on(Event::JobFailed, function (Job $job, Failure $why) use (&$told) { $told[$job->id][] = $why->reason->value; });
    foreach ($pool->map(range(1, 200)) as $key => $job) {
        if ($job->failure() === null) {
            $done++;
            $wrong += $job->result() !== str_repeat(pack('N', $key + 1), intdiv($size, 4));
        } else {
            $out++;
            $wrong += $job->failure()->reason !== FailureReason::TimedOut || $job->crashes !== 0 || $job->attempt !== 1;
        }
    }
    echo counters($pool, 200) === "done={$pool->status()->done} failed={$pool->status()->failed}" || $out === 0 ? "$name: add up\n" : counters($pool, 200) . "\n";
    $pool->status()->lostResults === 0 or print("{$pool->status()->lostResults} lost results\n");
    $pool->tick(0);
    $pool->stop();
    foreach ($pool->status()->exits as $exit) {
        in_array($exit->reason->value, ['timed_out', 'stopped'], true) or print("{$exit->reason->value}\n");
    }
}
echo "$wrong wrong\n", $done + $out, " jobs, told ", count($told), ', most often ', max(array_map('count', $told)), "\n";
echo $done > 10 && $out > 10 ? "of both kinds\n" : "$done done, $out timed out\n";
?>
--EXPECT--
small: add up
large: add up
0 wrong
400 jobs, told 400, most often 1
of both kinds
