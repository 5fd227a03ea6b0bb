<?php
// SPDX-License-Identifier: BSD-3-Clause
/* kinds.php: the kinds of jobs of chaos.php, what else submit() may be told of one, and the handler. */

use Supervisor\{FailureReason, Job, Reject, Retry};

const ATTEMPTS = 4, STEPS = 10, KEYS = 20;

/*
 * The kinds: how often they are drawn, what the handler does, and, where they matter, arguments of submit() (named) and what must hold of each run that is
 * settled: check returns what is wrong, or null. The handler returns null for the usual result; it notes the end itself before it throws or exits.
 * calm: never ends its worker. alone: takes long enough that a second attempt could run beside the first; then it holds a lock meanwhile.
 */
function kinds(): array
{
    static $kinds;
    $once = fn (Closure $do) => function (Job $job, Attempt $a) use ($do) { if ($job->attempt === 1) { $do($job, $a); } };
    $outside = [FailureReason::Signaled, FailureReason::TimedOut];
    $is = fn (FailureReason ...$reasons) => fn (Run $run) => $run->state === 'failed' && !in_array($run->reason, [...$outside, ...$reasons], true) ? "failed as {$run->reason->value}" : null;
    return $kinds ??= [
        'nothing' => ['of' => 560, 'calm' => true, 'do' => fn () => null],
        'sleep' => ['of' => 60, 'calm' => true, 'alone' => true, 'do' => function () { usleep(mt_rand(0, 10000)); }],
        'work' => ['of' => 60, 'calm' => true, 'alone' => true, 'do' => function () { for ($i = 0, $n = mt_rand(0, 100000); $i < $n; $i++) { md5("$i"); } }],
        'leak' => ['of' => 15, 'do' => function () { static $leak = []; $leak[] = str_repeat('x', 2 << 20); }],
        'child' => ['of' => 15, 'do' => function () { proc_close(proc_open(['true'], [], $pipes)); }],
        'large' => ['of' => 5, 'do' => fn (Job $job) => str_repeat("{$job->payload[0]},", 30000), 'result' => fn (int|string $number) => str_repeat("$number,", 30000)],
        'named' => ['of' => 20, 'calm' => true, 'submit' => fn (int|string $number) => ['name' => name_of($number), 'headers' => ['number' => $number], 'timeout' => 0.2],
            'do' => fn (Job $job) => $job->name === name_of($job->payload[0]) && $job->headers === ['number' => $job->payload[0]] ? null : 'the name or the headers of another'],
        // what a handler does with its job
        'follow' => ['of' => 25, 'calm' => true, 'do' => function (Job $job, Attempt $a) { for ($i = follow_ups($job); $i > 0; $i--) { $a->followUp(); } }],
        'doubles' => ['of' => 5, 'calm' => true, 'do' => $once(function (Job $job, Attempt $a) { $a->followUp(); $a->end(); throw new RuntimeException('too late'); })],
        'keyed' => ['of' => 10, 'calm' => true, 'do' => fn (Job $job, Attempt $a) => $a->followUp(['unique' => 'key ' . mt_rand(0, KEYS - 1)])],
        'tells' => ['of' => 25, 'calm' => true, 'alone' => true, 'do' => function (Job $job) {
            for ($i = 1; $i <= STEPS; $i++) {
                usleep(mt_rand(0, 300));
                $job->progress($i / STEPS, "{$job->payload[0]} $job->attempt $i");
            }
        }, 'check' => fn (Run $run) => $run->state !== 'done' || ($run->job->progress === 1.0 && $run->job->note === "{$run->job->payload[0]} {$run->job->attempt} " . STEPS) ? null :
            "has told '{$run->job->note}' last"],
        'asked' => ['of' => 15, 'calm' => true, 'alone' => true, 'do' => function (Job $job, Attempt $a) {
            for ($i = 0; $i < 10 && !$job->cancelled(); $i++) {
                if ($job->stopping()) {
                    $a->followUp(); // for a pool that is stopping itself, perhaps
                    $a->end();
                    throw new Retry(0.01, counted: false);
                }
                usleep(1000);
            }
            if ($i < 10 && mt_rand(0, 1)) {
                $a->end();
                throw new Reject('given up');
            }
        }, 'check' => $is(FailureReason::DeliveryLimit)],
        // attempts that fail
        'throw' => ['of' => 40, 'calm' => true, 'do' => $once(function (Job $job, Attempt $a) { $a->end(); throw new RuntimeException("job {$job->payload[0]}"); })],
        'later' => ['of' => 40, 'calm' => true, 'do' => $once(function (Job $job, Attempt $a) { $a->end(); throw new Retry(0.05); })],
        'back' => ['of' => 40, 'calm' => true, 'do' => function (Job $job, Attempt $a) { if (mt_rand(0, 2) === 0) { $a->end(); throw new Retry(0.01, counted: false); } },
            'check' => $is(FailureReason::DeliveryLimit)],
        'always' => ['of' => 10, 'calm' => true, 'do' => function (Job $job, Attempt $a) { $a->end(); throw new LogicException('no'); }, 'check' => fn (Run $run) =>
            $is(FailureReason::Exception)($run) ?? ($run->state === 'done' || ($run->reason === FailureReason::Exception && $run->job->attempt !== $run->attempts()) ?
                "is $run->state after {$run->job->attempt} attempts" : null)],
        'reject' => ['of' => 30, 'calm' => true, 'do' => function (Job $job, Attempt $a) { if (mt_rand(0, 1)) { $a->end(); throw new Reject('not this one'); } },
            'check' => $is(FailureReason::Rejected)],
        // Few that end their worker: a pool replaces as many at once as its budget allows, and paces those after them.
        'exit' => ['of' => 1, 'do' => $once(function (Job $job, Attempt $a) { $a->end(); exit(3); })],
        'kill' => ['of' => 1, 'do' => $once(fn () => posix_kill(getmypid(), SIGKILL))],
        'segv' => ['of' => 1, 'alone' => true, 'do' => $once(function () { posix_kill(getmypid(), SIGSEGV); sleep(10); })],
        'poison' => ['of' => 1, 'do' => fn () => posix_kill(getmypid(), SIGKILL)],
        'hang' => ['of' => 1, 'alone' => true, 'do' => $once(fn () => sleep(60))],
        'spin' => ['of' => 1, 'alone' => true, 'do' => $once(function () { for (;;) { } })],
    ];
}

function name_of(int|string $number): string
{
    return 'kind ' . substr("$number", -1);
}

/* How many jobs each attempt of this one submits, for certain. */
function follow_ups(Job $job): int
{
    return $job->payload[1] === 'follow' ? 1 + crc32("{$job->payload[0]}") % 3 : 0;
}

/* Kinds as often as they are to be drawn. */
function lots(bool $calm): array
{
    $lots = [];
    foreach (kinds() as $kind => $k) {
        if (!$calm || isset($k['calm'])) {
            array_push($lots, ...array_fill(0, $k['of'], $kind));
        }
    }
    return $lots;
}

/* What a job may have beside its payload, whatever its kind is. */
function extras(): array
{
    $extras = [];
    mt_rand(0, 7) or $extras['delay'] = mt_rand(1, 300) / 1000;
    mt_rand(0, 1) or $extras['priority'] = mt_rand(-3, 3);
    mt_rand(0, 9) or $extras['maxAttempts'] = mt_rand(1, 5);
    return $extras;
}

/* A few, so that they are often held. */
function key_of(int $number): ?string
{
    return mt_rand(0, 14) ? null : 'key ' . mt_rand(0, KEYS - 1);
}

function arguments(int|string $number, string $kind): array
{
    return isset(kinds()[$kind]['submit']) ? (kinds()[$kind]['submit'])($number) : [];
}

function handler(string $dir, array $lots): Closure
{
    kinds();
    $log = fopen("$dir/attempts", 'a'); // O_APPEND: lines of all workers, each in one write
    return function (Job $job) use ($dir, $log, $lots): string {
        [$number, $kind] = $job->payload;
        $a = new Attempt($job, $log, $dir, $lots);
        $a->begin(isset(kinds()[$kind]['alone']));
        $result = (kinds()[$kind]['do'])($job, $a);
        $a->end();
        return is_string($result) ? $result : "result $number";
    };
}
