<?php
// SPDX-License-Identifier: BSD-3-Clause
/*
 * Chaos: jobs of every kind on workers that are killed, stopped, replaced and scaled at random, for some seconds; then everything must add up.
 *
 *     php -d extension=... tests/chaos/chaos.php [SECONDS [SEED [JOBS]]]   for so long, and so many jobs at least (200000: some minutes)
 *
 * What is tried is decided by the seed; when it happens is not. Each attempt notes its begin and its end in a file, so that afterwards these can be checked:
 *   - every run of a job, from submit() or from retryFailed(), is settled once; done exactly when its last attempt says so, with its own result
 *   - no two attempts of a job overlap, none begins after its run is settled, attempts are what the Job says
 *   - at random moments: queued + delayed + reserved + running + done + failed + cancelled = the runs that there were; in the end the first four are 0
 *   - the failed store has exactly those that failed last and were neither queued again nor forgotten
 *   - no process, no descriptor and no shared memory is left, and the master has not grown
 *
 * A new kind of job is an entry in kinds(), and a new thing that may happen to the pool a case in meddle().
 */

use Supervisor\{Event, Failure, FailureReason, Job, JobState, Pool, Reject, Retry};

$seconds = (float) ($argv[1] ?? 10);
$seed = (int) ($argv[2] ?? random_int(1, 1 << 30));
$least = (int) ($argv[3] ?? 0);
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

/*
 * The kinds of jobs: how many of a thousand, what the handler does, and, where they matter, arguments of submit() (named) and what must hold of each run that is
 * settled: check returns what is wrong, or null. The handler returns null for the usual result; it notes the end itself before it throws or exits.
 */
function kinds(): array
{
    $once = fn (Closure $do) => function (Job $job, Closure $end) use ($do) { if ($job->attempt === 1) { $do($job, $end); } };
    $is = fn (FailureReason ...$reasons) => fn (Run $run) => $run->state === 'failed' && !in_array($run->reason, [FailureReason::Signaled, FailureReason::TimedOut, ...$reasons], true) ?
        "failed as {$run->reason->value}" : null; // those two come from outside
    return [
        'nothing' => ['of' => 600, 'do' => fn () => null],
        'sleep' => ['of' => 60, 'do' => function () { usleep(mt_rand(0, 20000)); }],
        'work' => ['of' => 60, 'do' => function () { for ($i = 0, $n = mt_rand(0, 100000); $i < $n; $i++) { md5("$i"); } }],
        'leak' => ['of' => 15, 'do' => function () { static $leak = []; $leak[] = str_repeat('x', 1 << 20); }],
        'child' => ['of' => 15, 'do' => function () { proc_close(proc_open(['true'], [], $pipes)); }],
        'large' => ['of' => 15, 'do' => fn (Job $job) => str_repeat("{$job->payload[0]},", 100000), 'result' => fn (int $number) => str_repeat("$number,", 100000)],
        'named' => ['of' => 20, 'do' => fn () => null, 'submit' => fn (int $number) => ['name' => 'kind ' . $number % 3, 'headers' => ['number' => $number], 'timeout' => 0.2]],
        // attempts that fail
        'throw' => ['of' => 40, 'do' => $once(function (Job $job, Closure $end) { $end(); throw new RuntimeException("job {$job->payload[0]}"); })],
        'later' => ['of' => 40, 'do' => $once(function (Job $job, Closure $end) { $end(); throw new Retry(0.05); })],
        'back' => ['of' => 40, 'do' => function (Job $job, Closure $end) { if (mt_rand(0, 2) === 0) { $end(); throw new Retry(0.01, counted: false); } },
            'check' => $is(FailureReason::DeliveryLimit)],
        'always' => ['of' => 10, 'do' => function (Job $job, Closure $end) { $end(); throw new LogicException("job {$job->payload[0]}"); }, 'check' => $is(FailureReason::Exception)],
        'reject' => ['of' => 30, 'do' => function (Job $job, Closure $end) { if (mt_rand(0, 1)) { $end(); throw new Reject('not this one'); } }, 'check' => $is(FailureReason::Rejected)],
        // Few that end their worker: a pool replaces as many at once as its budget allows, and paces those after them.
        'exit' => ['of' => 2, 'do' => $once(function (Job $job, Closure $end) { $end(); exit(3); })],
        'kill' => ['of' => 2, 'do' => $once(fn () => posix_kill(getmypid(), SIGKILL))],
        'segv' => ['of' => 2, 'do' => $once(function () { posix_kill(getmypid(), SIGSEGV); sleep(10); })],
        'poison' => ['of' => 1, 'do' => fn () => posix_kill(getmypid(), SIGKILL)],
        'hang' => ['of' => 2, 'do' => $once(fn () => sleep(60))],
        'spin' => ['of' => 2, 'do' => $once(function () { for (;;) { } })],
    ];
}

/* One life of a job: from submit() or retryFailed() to its end. */
final class Run
{
    public ?string $state = null; // 'done', 'failed', told by a callback; null: not yet, or cancelled
    public ?int $settledAt = null;
    public ?FailureReason $reason = null;

    public function __construct(public readonly int $begunAt, public ?Job $job = null) {}
}

/* What the script knows of the jobs of one pool. */
final class Ledger
{
    /** @var array<int,list<Run>> by number of the job */
    public array $runs = [];
    /** @var array<string,int> id => number, of those that should be in the failed store */
    public array $failed = [];
    public int $submitted = 0, $purged = 0;
    private int $waiting = 0; // calls of submit() under way: while they wait for room, callbacks run

    public function submit(Pool $pool, string $kind): void
    {
        $number = count($this->runs);
        $at = hrtime(true);
        $args = isset(kinds()[$kind]['submit']) ? (kinds()[$kind]['submit'])($number) : [];
        $this->submitted++; // it may be settled while submit() waits for room
        $this->runs[$number] = [$run = new Run($at)];
        $this->waiting++;
        $run->job = $pool->submit([$number, $kind], ...$args);
        $this->waiting--;
    }

    public function settled(Job $job, string $state, ?FailureReason $reason = null): void
    {
        $number = $job->payload[0];
        $run = end($this->runs[$number]) ?: fail("nobody knows of job $number");
        $run->state === null or fail("job $number is settled twice");
        [$run->state, $run->settledAt, $run->job, $run->reason] = [$state, hrtime(true), $job, $reason];
        if ($state === 'failed') {
            $this->failed[$job->id] = $number;
        }
    }

    public function retryFailed(Pool $pool, string $id): void
    {
        $number = $this->failed[$id];
        unset($this->failed[$id]);
        $this->runs[$number][] = new Run(hrtime(true));
        $this->submitted++;
        $pool->retryFailed($id) or fail("job $number has failed, but cannot be queued again");
        $pool->retryFailed($id) and fail("job $number was queued again twice");
    }

    public function addsUp(Pool $pool): void
    {
        $s = $pool->status();
        $sum = $s->queued + $s->delayed + $s->reserved + $s->running + $s->done + $s->failed + $s->cancelled;
        $sum <= $this->submitted && $sum >= $this->submitted - $this->waiting or fail("$this->submitted jobs were submitted, $sum are told: " . json_encode($s));
        $s->failed === $s->failedKept + $s->failedDropped + $this->purged + $this->submitted - count($this->runs) or fail('failed jobs do not add up: ' . json_encode($s));
    }

    /* Is all of it settled, and right? */
    public function check(Pool $pool, string $file): void
    {
        $s = $pool->status();
        $this->addsUp($pool);
        $s->queued + $s->delayed + $s->reserved + $s->running === 0 or fail('something is open: ' . json_encode($s));
        $attempts = [];
        foreach (file($file, FILE_IGNORE_NEW_LINES) as $line) {
            [$number, $what, $at, $attempt] = explode(' ', $line);
            $attempts[(int) $number][] = [(int) $at, $what, (int) $attempt];
        }
        $count = ['done' => 0, 'failed' => 0, 'cancelled' => 0];
        foreach ($this->runs as $number => $runs) {
            $ran = $attempts[$number] ?? [];
            usort($ran, fn ($a, $b) => $a[0] <=> $b[0]);
            foreach ($runs as $i => $run) {
                $until = $runs[$i + 1]->begunAt ?? PHP_INT_MAX;
                $count[$run->state ?? 'cancelled']++;
                $run->state !== null || $i === count($runs) - 1 or fail("job $number was queued again before it had failed");
                check_run($number, $run, array_filter($ran, fn ($line) => $line[0] >= $run->begunAt && $line[0] < $until));
            }
        }
        [$s->done, $s->failed, $s->cancelled] === array_values($count) or fail('told were ' . json_encode($count) . ': ' . json_encode($s));
        if ($s->failedDropped === 0) {
            foreach ($pool->failed() as $f) {
                isset($this->failed[$f->id]) or fail("job {$f->payload[0]} is in the store, and was never told as failed");
                $run = end($this->runs[$this->failed[$f->id]]);
                $f->payload[0] === $this->failed[$f->id] && $f->failure->reason === $run->reason && $f->attempts === $run->job->attempt && $f->failedAt >= $f->createdAt
                    or fail("the store is wrong about job {$f->payload[0]}");
                unset($this->failed[$f->id]);
            }
            $this->failed === [] or fail('failed jobs are not in the store: ' . implode(' ', $this->failed));
        }
    }
}

/* lines: [time, "begin" or "end", attempt] of its attempts, in this order. */
function check_run(int $number, Run $run, array $lines): void
{
    $last = 0;
    $ended = false;
    $job = $run->job;
    foreach ($lines as [$at, $what, $attempt]) {
        if ($what === 'begin') {
            // The same attempt runs again when its result was lost, or it was handed back.
            $attempt >= $last or fail("job $number: attempt $attempt begins after attempt $last");
            isset($run->settledAt) && $at > $run->settledAt and fail("job $number begins after its end");
            $last = $attempt;
            $ended = false;
        } else {
            $attempt === $last or fail("job $number: attempt $attempt ends while attempt $last runs");
            $ended = true;
        }
    }
    $job === null || $job->state()->value === ($run->state ?? 'cancelled') or fail("job $number is {$job->state()->value}, and was told as " . ($run->state ?? 'nothing'));
    if ($run->state === null) {
        return;
    }
    $kind = kinds()[$job->payload[1]];
    if ($run->state === 'done') {
        $ended or fail("job $number is done, but its last attempt never ended");
        $job->result() === (isset($kind['result']) ? $kind['result']($number) : "result $number") or fail("job $number has the result of another");
        $job->attempt === $last or fail("job $number: attempt $job->attempt, but $last ran");
    } else {
        $job->failure() instanceof Failure or fail("job $number failed without a Failure");
    }
    $wrong = isset($kind['check']) ? $kind['check']($run, $lines) : null;
    $wrong === null or fail("job $number ({$job->payload[1]}) $wrong");
}

$kinds = kinds();
$handler = function (Job $job) use ($log, $kinds): string {
    [$number, $kind] = $job->payload;
    $ended = false;
    $note = fn (string $what) => fwrite($log, sprintf("%d %s %d %d %d\n", $number, $what, hrtime(true), $job->attempt, getmypid()));
    $note('begin');
    $result = $kinds[$kind]['do']($job, function () use ($note, &$ended) { $note('end'); $ended = true; });
    $ended or $note('end');
    return is_string($result) ? $result : "result $number";
};
$lots = [];
foreach ($kinds as $kind => $k) {
    array_push($lots, ...array_fill(0, $k['of'], $kind));
}

/* Something happens to the pool, or to a worker. */
function meddle(Pool $pool, Ledger $ledger): void
{
    $pids = array_values(array_filter(array_map(fn ($s) => $s->pid, $pool->status()->slots)));
    $pid = $pids ? $pids[mt_rand(0, count($pids) - 1)] : 0;
    switch ($pid ? mt_rand(0, 80) : -1) {
        case 0: posix_kill($pid, SIGKILL); break;
        case 1: posix_kill($pid, SIGTERM); break;
        case 2: posix_kill($pid, SIGSTOP); break;
        case 3: posix_kill($pid, SIGSEGV); break;
        case 4: $pool->restart(); break;
        case 5: $pool->scale(mt_rand(1, 8)); break;
        case 6:
            foreach ($pool->failed() as $f) {
                isset($ledger->failed[$f->id]) && mt_rand(0, 1) and $ledger->retryFailed($pool, $f->id);
            }
            break;
        case 7:
            if (mt_rand(0, 9) === 0) {
                $ledger->purged += $pool->purgeFailed();
                $ledger->failed = [];
            }
            break;
        case 8: case 9: case 10: $ledger->addsUp($pool); break;
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

/* One pool, for a while. */
$round = function () use ($handler, $lots, $dir, $log, $least) {
    ftruncate($log, 0);
    $pool = new Pool($handler, name: 'chaos', workers: mt_rand(1, 6), timeout: 0.5, maxAttempts: 4, maxCrashes: mt_rand(2, 4), backoff: 0.01, maxJobs: mt_rand(0, 1) * mt_rand(20, 200),
        maxMemory: mt_rand(0, 1) ? rss() + (80 << 20) : 0, maxAge: mt_rand(0, 1) ? 0.7 : 0.0, idleTimeout: mt_rand(0, 1) ? 0.3 : 0.0, stopTimeout: 2, maxQueue: mt_rand(0, 3) ? 100000 : 50);
    $ledger = new Ledger;
    $pool->on(Event::JobDone, function (Job $job) use ($ledger, $pool) {
        $ledger->settled($job, 'done');
        mt_rand(0, 200) or $ledger->addsUp($pool);
    });
    $pool->on(Event::JobFailed, function (Job $job, Failure $why) use ($ledger, $pool) {
        $ledger->settled($job, 'failed', $why->reason);
        mt_rand(0, 20) or $ledger->addsUp($pool);
        // The pool may be stopping.
        mt_rand(0, 20) === 0 && $pool->status()->cancelled === 0 && isset($GLOBALS['going']) and $ledger->retryFailed($pool, $job->id);
    });
    $pool->start();
    $until = hrtime(true) + mt_rand(500, 3000) * ($least ? 5 : 1) * 1_000_000; // the waits after crashes take as long, however many jobs there are
    $GLOBALS['going'] = true;
    while (hrtime(true) < $until) {
        foreach (range(0, mt_rand(0, 1) ? mt_rand(0, 300) : 2) as $_) {
            $ledger->submit($pool, $lots[mt_rand(0, count($lots) - 1)]);
        }
        $pool->tick(mt_rand(0, 50) / 1000);
        meddle($pool, $ledger);
    }
    $pool->scale(4);
    if (mt_rand(0, 2)) {
        // All of them; crashed ones wait for 5 s.
        $deadline = hrtime(true) + 120_000_000_000;
        while (!$pool->wait(0.2)) {
            wake($pool);
            $ledger->addsUp($pool);
            hrtime(true) < $deadline or fail('jobs are not settled after 120 s: ' . json_encode($pool->status()));
        }
    } else {
        wake($pool);
    }
    unset($GLOBALS['going']);
    $pool->stop();
    $ledger->check($pool, "$dir/attempts");
    $n = count($ledger->runs);
    $GLOBALS['again'] = ($GLOBALS['again'] ?? 0) + $ledger->submitted - $n;
    return $n;
};

$end = hrtime(true) + (int) ($seconds * 1e9);
$rounds = $total = 0;
do {
    $total += $round();
    gc_collect_cycles();
    if (++$rounds === 2) { // what is allocated once is there
        [$fds, $memory] = [descriptors(), memory_get_usage()];
    }
} while (hrtime(true) < $end || $rounds < 3 || $total < $least);

descriptors() === $fds or fail('descriptors: ' . descriptors() . ", not $fds");
memory_get_usage() < $memory + (1 << 20) or fail(sprintf('the master has grown from %.1f to %.1f MB', $memory / 1e6, memory_get_usage() / 1e6));
rss() < 400 << 20 or fail(sprintf('the master has %.1f MB', rss() / 1e6)); // what malloc() keeps is not all given back
preg_match_all('/supervisor-cell/', file_get_contents('/proc/self/maps'), $m) === 0 or fail('shared memory is left');
$left = array_filter(glob('/proc/[0-9]*/stat'), fn ($f) => preg_match('/^\d+ \(.*\) \S (\d+)/s', (string) @file_get_contents($f), $m) && (int) $m[1] === getmypid());
$left and fail('processes are left: ' . implode(' ', $left));
array_map('unlink', glob("$dir/*"));
rmdir($dir);
printf("chaos: %d rounds, %d jobs, %d queued again after they had failed, seed %d: everything adds up\n", $rounds, $total, $again, $seed);
