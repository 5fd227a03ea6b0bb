<?php
// SPDX-License-Identifier: BSD-3-Clause
/*
 * Chaos: jobs of every kind on workers that are killed, stopped, replaced and scaled at random, for some seconds; then everything must add up.
 *
 *     php -d extension=... tests/chaos/chaos.php [SECONDS [SEED]]      what is tried is decided by the seed; when it happens is not
 *
 * Each attempt notes its begin and its end in a file of its own job, so that afterwards these can be checked:
 *   - every job is settled once; done exactly when its last attempt says so, with its own result
 *   - no two attempts of a job overlap, none begins after the job is settled, attempts are what the Job says
 *   - submitted = done + failed + cancelled, and nothing is queued, delayed, reserved or running
 *   - no process, no descriptor and no shared memory is left, and the master has not grown
 */

use Supervisor\{Event, Failure, Job, JobState, Pool, Retry, StateError, WorkerExit};

$seconds = (float) ($argv[1] ?? 10);
$seed = (int) ($argv[2] ?? random_int(1, 1 << 30));
mt_srand($seed);
ini_set('memory_limit', '512M');
fwrite(STDERR, "chaos: $seconds s, seed $seed\n");

$dir = sys_get_temp_dir() . '/supervisor-chaos-' . getmypid();
mkdir($dir);
$log = fopen("$dir/attempts", 'a'); // O_APPEND: lines of all workers, each in one write

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

/* What a job does, by the payload: [number, kind]. */
$handler = function (Job $job) use ($log): string {
    [$number, $kind] = $job->payload;
    $note = fn (string $what) => fwrite($log, sprintf("%d %s %d %d %d\n", $number, $what, hrtime(true), $job->attempt, getmypid()));
    $note('begin');
    switch ($kind) {
        case 'sleep': usleep(mt_rand(0, 20000)); break;
        case 'work': for ($i = 0, $n = mt_rand(0, 100000); $i < $n; $i++) { md5("$i"); } break;
        case 'throw': if ($job->attempt === 1) { $note('end'); throw new RuntimeException("job $number"); } break;
        case 'always': $note('end'); throw new LogicException("job $number");
        case 'later': if ($job->attempt === 1) { $note('end'); throw new Retry(0.05); } break;
        case 'exit': if ($job->attempt === 1) { $note('end'); exit(3); } break;
        case 'kill': if ($job->attempt === 1) { posix_kill(getmypid(), SIGKILL); } break;
        case 'segv': if ($job->attempt === 1) { posix_kill(getmypid(), SIGSEGV); sleep(10); } break;
        case 'hang': if ($job->attempt === 1) { sleep(60); } break;
        case 'spin': if ($job->attempt === 1) { for (;;) { } } break;
        case 'leak': static $leak = []; $leak[] = str_repeat('x', 1 << 20); break;
        case 'child': proc_close(proc_open(['true'], [], $pipes)); break;
        case 'large': $note('end'); return str_repeat("$number,", 100000);
    }
    $note('end');
    return "result $number";
};
// Few that end their worker: a pool replaces as many at once as its budget allows, and paces those after them.
$kinds = [...array_fill(0, 400, ''), ...array_fill(0, 40, 'sleep'), ...array_fill(0, 40, 'work'), ...array_fill(0, 10, 'leak'), ...array_fill(0, 10, 'child'), ...array_fill(0, 10, 'large'),
    ...array_fill(0, 20, 'throw'), ...array_fill(0, 20, 'later'), ...array_fill(0, 5, 'always'), 'exit', 'kill', 'segv', 'hang', 'spin'];

/* One pool, for a while. */
$round = function () use ($handler, $kinds, $dir, $log) {
    ftruncate($log, 0);
    $pool = new Pool($handler, name: 'chaos', workers: mt_rand(1, 6), timeout: 0.5, maxAttempts: 4, maxCrashes: 4, backoff: 0.01, maxJobs: mt_rand(0, 1) * mt_rand(20, 200), maxMemory: mt_rand(0, 1) ? rss() + (80 << 20) : 0,
        maxAge: mt_rand(0, 1) ? 0.7 : 0.0, idleTimeout: mt_rand(0, 1) ? 0.3 : 0.0, stopTimeout: 2);
    $settled = [];
    $once = function (Job $job) use (&$settled) {
        isset($settled[$job->payload[0]]) and fail("job {$job->payload[0]} is settled twice");
        $settled[$job->payload[0]] = hrtime(true);
    };
    $pool->on(Event::JobDone, $once);
    $pool->on(Event::JobFailed, $once);
    $jobs = [];
    $pool->start();
    $until = hrtime(true) + mt_rand(500, 3000) * 1_000_000;
    while (hrtime(true) < $until) {
        foreach (range(0, mt_rand(0, 1) ? mt_rand(0, 300) : 2) as $_) {
            $number = count($jobs);
            $jobs[] = $pool->submit([$number, $kinds[mt_rand(0, count($kinds) - 1)]], name: mt_rand(0, 3) ? null : "job $number", timeout: mt_rand(0, 9) ? null : 0.2);
        }
        $pool->tick(mt_rand(0, 50) / 1000);
        $pids = array_values(array_filter(array_map(fn ($s) => $s->pid, $pool->status()->slots)));
        $pid = $pids ? $pids[mt_rand(0, count($pids) - 1)] : 0;
        switch ($pid ? mt_rand(0, 60) : -1) {
            case 0: posix_kill($pid, SIGKILL); break;
            case 1: posix_kill($pid, SIGTERM); break;
            case 2: posix_kill($pid, SIGSTOP); break;
            case 3: posix_kill($pid, SIGSEGV); break;
            case 4: $pool->restart(); break;
            case 5: $pool->scale(mt_rand(1, 8)); break;
        }
        foreach ($pids as $each) {
            mt_rand(0, 3) or posix_kill($each, SIGCONT);
        }
    }
    $pool->scale(4);
    if (mt_rand(0, 2)) {
        // All of them; crashed ones wait for 5 s.
        $deadline = hrtime(true) + 120_000_000_000;
        while (!$pool->wait(0.2)) {
            foreach ($pool->status()->slots as $slot) {
                $slot->pid and posix_kill($slot->pid, SIGCONT);
            }
            hrtime(true) < $deadline or fail('jobs are not settled after 120 s: ' . json_encode($pool->status()));
        }
    } else {
        foreach ($pool->status()->slots as $slot) {
            $slot->pid and posix_kill($slot->pid, SIGCONT);
        }
    }
    $pool->stop();
    check($pool, $jobs, $settled, "$dir/attempts");
    return count($jobs);
};

function check(Pool $pool, array $jobs, array $settled, string $file): void
{
    $s = $pool->status();
    $s->queued + $s->delayed + $s->reserved + $s->running === 0 or fail('something is open: ' . json_encode($s));
    $s->done + $s->failed + $s->cancelled === count($jobs) or fail(count($jobs) . ' submitted: ' . json_encode($s));
    $attempts = [];
    foreach (file($file, FILE_IGNORE_NEW_LINES) as $line) {
        [$number, $what, $at, $attempt] = explode(' ', $line);
        $attempts[(int) $number][] = [(int) $at, $what, (int) $attempt];
    }
    foreach ($jobs as $number => $job) {
        $state = $job->state();
        ($state === JobState::Cancelled) === !isset($settled[$number]) or fail("job $number is {$state->value}, and " . (isset($settled[$number]) ? 'was told' : 'was not told'));
        $ran = $attempts[$number] ?? [];
        usort($ran, fn ($a, $b) => $a[0] <=> $b[0]);
        $last = 0;
        $ended = false;
        foreach ($ran as [$at, $what, $attempt]) {
            if ($what === 'begin') {
                // The same attempt runs again when its result was lost.
                $attempt >= $last or fail("job $number: attempt $attempt begins after attempt $last");
                isset($settled[$number]) && $at > $settled[$number] and fail("job $number begins after its end");
                $last = $attempt;
                $ended = false;
            } else {
                $attempt === $last or fail("job $number: attempt $attempt ends while attempt $last runs");
                $ended = true;
            }
        }
        if ($state === JobState::Done) {
            $ended or fail("job $number is done, but its last attempt never ended");
            [$n, $kind] = $job->payload;
            $job->result() === ($kind === 'large' ? str_repeat("$n,", 100000) : "result $n") or fail("job $number has the result of another");
            $job->attempt === $last or fail("job $number: attempt $job->attempt, but $last ran");
        } elseif ($state === JobState::Failed) {
            $job->failure() instanceof Failure or fail("job $number failed without a Failure");
        }
    }
}

$end = hrtime(true) + (int) ($seconds * 1e9);
$rounds = $total = 0;
do {
    $total += $round();
    gc_collect_cycles();
    if (++$rounds === 2) { // what is allocated once is there
        [$fds, $memory] = [descriptors(), memory_get_usage()];
    }
} while (hrtime(true) < $end || $rounds < 3);

descriptors() === $fds or fail('descriptors: ' . descriptors() . ", not $fds");
memory_get_usage() < $memory + (1 << 20) or fail(sprintf('the master has grown from %.1f to %.1f MB', $memory / 1e6, memory_get_usage() / 1e6));
rss() < 400 << 20 or fail(sprintf('the master has %.1f MB', rss() / 1e6)); // what malloc() keeps is not all given back
preg_match_all('/supervisor-cell/', file_get_contents('/proc/self/maps'), $m) === 0 or fail('shared memory is left');
$left = array_filter(glob('/proc/[0-9]*/stat'), fn ($f) => preg_match('/^\d+ \(.*\) \S (\d+)/s', (string) @file_get_contents($f), $m) && (int) $m[1] === getmypid());
$left and fail('processes are left: ' . implode(' ', $left));
array_map('unlink', glob("$dir/*"));
rmdir($dir);
printf("chaos: %d rounds, %d jobs, seed %d: everything adds up\n", $rounds, $total, $seed);
