<?php
// SPDX-License-Identifier: BSD-3-Clause
/*
 * Chaos: jobs of every kind on workers that are killed, stopped, replaced and scaled at random, for some seconds; then everything must add up.
 *
 *     php -d extension=... tests/chaos/chaos.php [SECONDS [SEED [JOBS]]]   for so long, and so many jobs at least (200000: some minutes)
 *
 * What is tried is decided by the seed; when it happens is not. Each attempt notes its begin and its end in a file, and each follow-up job before and after
 * it is submitted, so that afterwards these can be checked:
 *   - every run of a job, from submit() or from retryFailed(), is settled once; done exactly when its last attempt says so, with its own result
 *   - no two attempts of a job overlap, none begins before its delay is over, after its run is settled or after it was cancelled; attempts are what the Job says
 *   - at random moments: queued + delayed + reserved + running + done + failed + cancelled = the runs that there were; in the end the first four are 0
 *   - a key has one job at a time: submit() returns the one that holds it, and a new one when that is settled
 *   - a follow-up job whose id submit() has returned is there, and is settled once, whatever became of its worker; there is none that nobody has submitted
 *   - a job that was cancelled is not run again, and nobody else's is cancelled while the pool is not stopped
 *   - progress is that of the job and the attempt which it is told of
 *   - the failed store has exactly those that failed last and were neither queued again nor forgotten
 *   - no process, no descriptor and no shared memory is left, and the master has not grown
 * In every third round nobody is killed, and there is one worker: then the order of the priorities is exact.
 *
 * A new kind of job is an entry in kinds(), and a new thing that may happen to the pool a case in meddle().
 */

use Supervisor\{Event, Failure, Job, Pool};

require __DIR__ . '/kinds.php';
require __DIR__ . '/attempts.php';
require __DIR__ . '/ledger.php';

$seconds = (float) ($argv[1] ?? 10);
$seed = (int) ($argv[2] ?? random_int(1, 1 << 30));
$least = (int) ($argv[3] ?? 0);
mt_srand($seed);
ini_set('memory_limit', '512M');
fwrite(STDERR, "chaos: $seconds s, seed $seed\n");

$dir = sys_get_temp_dir() . '/supervisor-chaos-' . getmypid();
mkdir($dir);

function fail(string $why): never
{
    global $seed, $dir;
    fwrite(STDERR, "FAILED (seed $seed, see $dir): $why\n");
    exit(1);
}

function descriptors(): int
{
    return count(scandir('/proc/self/fd'));
}

function rss(): int
{
    return 4096 * (int) explode(' ', file_get_contents('/proc/self/statm'))[1];
}

/* Somebody else continues it: when this script waits for room it may be for this worker. */
function stop_for_a_while(int $pid): void
{
    global $others;
    posix_kill($pid, SIGSTOP);
    $others[] = proc_open(['sh', '-c', "sleep 0.3; kill -CONT $pid 2> /dev/null"], [], $pipes);
}

/* Something happens to the pool, or to a worker. */
function meddle(Pool $pool, Ledger $ledger, bool $calm): void
{
    $pids = array_values(array_filter(array_map(fn ($s) => $s->pid, $pool->status()->slots)));
    $pid = $pids ? $pids[mt_rand(0, count($pids) - 1)] : 0;
    switch ($pid ? mt_rand($calm ? 6 : 0, 80) : -1) {
        case 0: posix_kill($pid, SIGKILL); break;
        case 1: posix_kill($pid, SIGTERM); break;
        case 2: stop_for_a_while($pid); break;
        case 3: posix_kill($pid, SIGSEGV); break;
        case 4: $pool->restart(); break;
        case 5: $pool->scale(mt_rand(1, 8)); break;
        case 6:
            foreach ($pool->failed() as $f) {
                isset($ledger->failed[$f->id]) && mt_rand(0, 1) and $ledger->retryFailed($f->id);
            }
            break;
        case 7: mt_rand(0, 9) or $ledger->purgeFailed(); break;
        case 8: case 9: case 10: $ledger->addsUp(); break;
        case 11: case 12: $ledger->look(); break;
        default:
            for ($i = mt_rand(-10, 10); $i > 0; $i--) {
                $ledger->cancelSome(!$calm && mt_rand(0, 9) === 0);
            }
    }
    foreach ($pids as $each) {
        mt_rand(0, 3) or posix_kill($each, SIGCONT);
    }
}

function wake(Pool $pool): void
{
    foreach ($pool->status()->slots as $slot) {
        $slot->pid and posix_kill($slot->pid, SIGCONT);
    }
}

/* One job, or a batch. */
function submit(Ledger $ledger, array $lots, int $n): void
{
    $some = fn () => $lots[mt_rand(0, count($lots) - 1)];
    if (mt_rand(0, 3) === 0) {
        $ledger->submitAll(array_filter(array_map($some, range(1, $n)), fn ($kind) => !isset(kinds()[$kind]['submit'])));
        return;
    }
    while ($n-- > 0) {
        $ledger->submit($some());
    }
}

function limits(): array
{
    return ['workers' => mt_rand(1, 6), 'timeout' => 0.5, 'maxJobs' => mt_rand(0, 1) * mt_rand(20, 200), 'maxMemory' => mt_rand(0, 1) ? rss() + (160 << 20) : 0,
        'maxAge' => mt_rand(0, 1) ? 0.7 : 0.0, 'idleTimeout' => mt_rand(0, 1) ? 0.3 : 0.0];
}

/* One pool, for a while. calm: one worker, which nobody kills. */
$round = function (bool $calm) use ($dir, $least): array {
    $begun = hrtime(true);
    $lots = lots($calm);
    $attempts = new Attempts("$dir/attempts");
    $pool = new Pool(handler($dir, $lots), ...($calm ? ['workers' => 1] : limits()), name: 'chaos', maxAttempts: ATTEMPTS, maxCrashes: mt_rand(2, 3), backoff: 0.01,
        stopTimeout: 2, maxQueue: mt_rand(0, 3) ? 100000 : 50);
    $ledger = new Ledger($pool, $attempts);
    $going = true;
    $pool->on(Event::JobDone, function (Job $job) use ($ledger, $calm) {
        $ledger->settled($job, 'done');
        mt_rand(0, 200) or $ledger->addsUp();
        mt_rand(0, 200) or $ledger->cancelSome(!$calm && mt_rand(0, 9) === 0);
    });
    $pool->on(Event::JobFailed, function (Job $job, Failure $why) use ($ledger, $pool, &$going) {
        $ledger->settled($job, 'failed', $why->reason);
        mt_rand(0, 20) or $ledger->addsUp();
        $going && mt_rand(0, 20) === 0 && isset($ledger->failed[$job->id]) and $ledger->retryFailed($job->id);
    });
    $pool->start();
    $marks = [];
    $until = hrtime(true) + mt_rand(500, $calm ? 1000 : 3000) * ($least ? 5 : 1) * 1_000_000; // the waits after crashes take as long, however many jobs there are
    while (hrtime(true) < $until) {
        submit($ledger, $lots, mt_rand(0, 1) ? mt_rand(1, 300) : 3);
        $pool->tick();
        $marks[] = hrtime(true);
        $pool->tick(mt_rand(0, 50) / 1000);
        meddle($pool, $ledger, $calm);
    }
    $calm or $pool->scale(4);
    $waited = $calm || mt_rand(0, 2);
    if ($waited) {
        // All of them; crashed ones wait for 5 s.
        $deadline = hrtime(true) + 120_000_000_000;
        while (!$pool->wait(0.2)) {
            wake($pool);
            $ledger->addsUp();
            hrtime(true) < $deadline or fail('jobs are not settled after 120 s: ' . json_encode($pool->status()));
        }
    } else {
        wake($pool);
        for ($i = 0; $i < 16; $i++) {
            $ledger->submit('asked', ['priority' => -4]); // these hear of it while they run
        }
        $pool->tick(0.01);
    }
    $going = false;
    $pool->stop();
    $sums = $ledger->check($waited);
    if ($calm) {
        $runs = array_filter(array_map(fn ($runs) => $runs[0], $ledger->runs), fn ($run, $number) => is_int($number) && !isset($run->args['delay']), ARRAY_FILTER_USE_BOTH);
        check_order($runs, $attempts, $marks);
    }
    array_map('unlink', glob("$dir/lock-*"));
    array_map('proc_close', $GLOBALS['others']);
    $GLOBALS['others'] = [];
    fprintf(STDERR, "chaos: %s%d jobs in %.1f s\n", $calm ? 'calm, ' : '', $sums['jobs'], (hrtime(true) - $begun) / 1e9);
    return $sums;
};

$end = hrtime(true) + (int) ($seconds * 1e9);
$rounds = 0;
$total = $others = [];
do {
    foreach ($round($rounds % 3 === 1) as $what => $n) {
        $total[$what] = ($total[$what] ?? 0) + $n;
    }
    gc_collect_cycles();
    if (++$rounds === 2) { // what is allocated once is there
        [$fds, $memory] = [descriptors(), memory_get_usage()];
    }
} while (hrtime(true) < $end || $rounds < 3 || $total['jobs'] < $least);

descriptors() === $fds or fail('descriptors: ' . descriptors() . ", not $fds");
memory_get_usage() < $memory + (1 << 20) or fail(sprintf('the master has grown from %.1f to %.1f MB', $memory / 1e6, memory_get_usage() / 1e6));
rss() < 400 << 20 or fail(sprintf('the master has %.1f MB', rss() / 1e6)); // what malloc() keeps is not all given back
preg_match_all('/supervisor-cell/', file_get_contents('/proc/self/maps'), $m) === 0 or fail('shared memory is left');
$left = array_filter(glob('/proc/[0-9]*/stat'), fn ($f) => preg_match('/^\d+ \(.*\) \S (\d+)/s', (string) @file_get_contents($f), $m) && (int) $m[1] === getmypid());
$left and fail('processes are left: ' . implode(' ', $left));
array_map('unlink', glob("$dir/*"));
rmdir($dir);
printf("chaos: %d rounds, %s, seed %d: everything adds up\n", $rounds, implode(', ', array_map(fn ($what, $n) => "$n $what", array_keys($total), $total)), $seed);
