<?php
// SPDX-License-Identifier: BSD-3-Clause
/* ledger.php: what chaos.php knows of the jobs of one pool, from its own calls and from callbacks, and whether that is right. */

use Supervisor\{Failure, FailureReason, Job, JobState, Pool, Status};

/* One life of a job: from submit() or retryFailed() to its end. */
final class Run
{
    public ?string $state = null; // 'done', 'failed', told by a callback; null: not yet, or cancelled
    public ?int $settledAt = null;
    public ?FailureReason $reason = null;
    public int $knownAt = PHP_INT_MAX; // when submit() had returned
    public ?int $cancelledAt = null, $askedAt = null; // by cancel(): settled at once; asked to give up, for it ran

    /* args: named ones of submit(). */
    public function __construct(public readonly int $begunAt, public readonly array $args = [], public ?Job $job = null) {}

    /* When it was submitted is in its number, what with in its payload. */
    public static function ofFollowUp(string $number, array $args): self
    {
        return new self((int) explode('-', $number)[1], $args);
    }

    public function due(): int
    {
        return $this->begunAt + (int) (($this->args['delay'] ?? 0) * 1e9);
    }

    public function priority(): int
    {
        return $this->args['priority'] ?? 0;
    }

    public function attempts(): int
    {
        return $this->args['maxAttempts'] ?? ATTEMPTS;
    }
}

function is_settled(JobState $state): bool
{
    return in_array($state, [JobState::Done, JobState::Failed, JobState::Cancelled], true);
}

final class Ledger
{
    /** @var array<int|string,list<Run>> by number of the job; those of follow-up jobs are strings */
    public array $runs = [];
    /** @var array<string,int|string> id => number, of those that should be in the failed store */
    public array $failed = [];
    /** @var array<string,true> ids of those that went from there before they were told of */
    private array $forgotten = [];
    /** @var array<string,int> id => number, of those that submit() has returned */
    private array $ids = [];
    /** @var array<string,Run> key => the last job that got it */
    private array $held = [];
    private int $next = 0; // number of a job
    private int $least = 0, $most = 0; // jobs that we have submitted: for certain, and with those of calls under way, which may wait for room while callbacks run
    private int $seen = 0, $known = 0; // follow-up jobs that we have seen; that done jobs have submitted
    private int $purged = 0;
    /** @var array<string,int> what the script has tried with success, to be told at the end */
    public array $tried = ['queued again' => 0, 'held keys met' => 0, 'cancelled' => 0, 'asked to give up' => 0];

    public function __construct(private readonly Pool $pool, private readonly Attempts $attempts) {}

    /* --- submitting --- */

    private function begin(string $kind, array $args): int
    {
        $number = $this->next++;
        $this->most++;
        $this->runs[$number] = [new Run(hrtime(true), [...$args, ...arguments($number, $kind)])]; // it may be settled before submit() returns
        return $number;
    }

    /* wasHeld: when submit() was called another job had its key. */
    private function submitted(int $number, Job $job, bool $wasHeld): void
    {
        $run = $this->runs[$number][0];
        $key = $run->args['unique'] ?? null;
        $holder = $this->held[$key ?? ''] ?? null;
        if ($job->payload[0] !== $number) {
            if (is_string($job->payload[0]) && $key !== null && $key === ($job->payload[2]['unique'] ?? null) && $job !== $holder?->job) {
                $this->holds($key, $holder, $this->follows($job));
                $holder = $this->held[$key];
                $wasHeld = $holder->settledAt === null || $holder->settledAt > $run->begunAt;
            }
            $key !== null && $wasHeld && $job === $holder->job or fail("submit() of job $number, key " . json_encode($key) . ", returned job {$job->payload[0]}");
            $this->most--;
            $this->tried['held keys met']++;
            unset($this->runs[$number]);
            return;
        }
        $run->job === null || $run->job === $job or fail("job $number has two objects");
        $run->job = $job;
        $run->knownAt = hrtime(true);
        $this->ids[$job->id] = $number;
        $this->least++;
        if ($key !== null) {
            $this->holds($key, $holder, $run);
        }
    }

    private function holds(string $key, ?Run $before, Run $run): void
    {
        $before === null || is_settled($before->job->state()) or fail("jobs {$before->job->payload[0]} and {$run->job->payload[0]} have $key at the same time");
        $this->held[$key] = $run;
    }

    /* Of a follow-up job: its first run. */
    private function follows(Job $job): Run
    {
        [$number, , $args] = $job->payload;
        if (!isset($this->runs[$number])) {
            $this->runs[$number] = [Run::ofFollowUp($number, $args)];
            $this->runs[$number][0]->job = $job;
            $this->seen++;
        }
        return $this->runs[$number][0];
    }

    private function isHeld(?string $key): bool
    {
        return $key !== null && isset($this->held[$key]) && !is_settled($this->held[$key]->job->state());
    }

    public function submit(string $kind, array $args = []): void
    {
        $key = key_of($this->next);
        $number = $this->begin($kind, [...extras(), ...$args, ...($key === null ? [] : ['unique' => $key])]);
        $held = $this->isHeld($key);
        $this->submitted($number, $this->pool->submit([$number, $kind], ...$this->runs[$number][0]->args), $held);
    }

    /* kinds: without arguments of their own. */
    public function submitAll(array $kinds): void
    {
        $extras = extras();
        $payloads = $keys = $held = [];
        foreach ($kinds as $kind) {
            $key = key_of($this->next);
            $number = $this->begin($kind, [...$extras, ...($key === null ? [] : ['unique' => $key])]);
            $payloads["job $number"] = [$number, $kind];
            $keys[$number] = $key;
            $held[$key ?? ''] = $this->isHeld($key);
        }
        $jobs = $this->pool->submitAll(mt_rand(0, 1) ? $payloads : (fn () => yield from $payloads)(), ...$extras, unique: fn ($payload) => $keys[$payload[0]]);
        array_keys($jobs) === array_keys($payloads) or fail('submitAll() returned other keys than it was given');
        foreach ($payloads as $name => [$number]) {
            $key = $keys[$number] ?? '';
            $this->submitted($number, $jobs[$name], $held[$key]);
            $held[$key] = true; // by this one, unless by one before it
        }
    }

    public function retryFailed(string $id): void
    {
        $number = $this->failed[$id];
        unset($this->failed[$id]);
        $this->runs[$number][] = new Run(hrtime(true), array_diff_key(end($this->runs[$number])->args, ['delay' => 0, 'unique' => 0]));
        $this->least++;
        $this->most++;
        $this->tried['queued again']++;
        $this->pool->retryFailed($id) or fail("job $number has failed, but cannot be queued again");
        $this->pool->retryFailed($id) and fail("job $number was queued again twice");
    }

    public function purgeFailed(): void
    {
        // cancel(force: true) reads what workers have sent, so that some may have failed that nobody was told of yet.
        foreach ($this->pool->failed() as $f) {
            isset($this->failed[$f->id]) or $this->forgotten[$f->id] = true;
        }
        $this->purged += $this->pool->purgeFailed();
        $this->failed = [];
    }

    /* --- meanwhile --- */

    public function settled(Job $job, string $state, ?FailureReason $reason = null): void
    {
        $number = $job->payload[0];
        is_string($number) and $this->follows($job);
        $run = end($this->runs[$number]) ?: fail("nobody knows of job $number");
        $run->state === null or fail("job $number is settled twice");
        $run->job === null || $run->job === $job or fail("job $number is told of with another object than submit() returned");
        $run->cancelledAt === null or fail("job $number is told as $state, but was cancelled");
        $run->askedAt === null || $state === 'done' or fail("job $number has failed, but was asked to give up");
        [$run->state, $run->settledAt, $run->job, $run->reason] = [$state, hrtime(true), $job, $reason];
        if ($state === 'done') {
            $this->known += follow_ups($job);
        } elseif (isset($this->forgotten[$job->id])) {
            unset($this->forgotten[$job->id]);
        } else {
            $this->failed[$job->id] = $number;
        }
    }

    private function some(bool $running): ?Run
    {
        $running = $running ? array_filter(array_map(fn ($slot) => $this->ids[$slot->job] ?? null, $this->pool->status()->slots), is_int(...)) : [];
        $runs = $this->runs[$running ? $running[array_rand($running)] : mt_rand(max(0, $this->next - 1000), max(0, $this->next - 1))] ?? [];
        return $runs && end($runs)->job ? end($runs) : null;
    }

    public function cancelSome(bool $force): void
    {
        if (!($run = $this->some(mt_rand(0, 1) === 0))) {
            return;
        }
        $job = $run->job;
        $before = $job->state();
        $yes = $job->cancel($force);
        $now = hrtime(true);
        $after = $job->state();
        $yes ? !is_settled($before) : is_settled($after) or fail("cancel() of job {$job->payload[0]}, which was $before->value and is $after->value: " . json_encode($yes));
        if ($yes && $after === JobState::Cancelled) {
            $run->cancelledAt = $now;
            $this->tried['cancelled']++;
        } elseif ($yes) {
            $after === JobState::Running or fail("job {$job->payload[0]} was cancelled, and is $after->value");
            $this->tried['asked to give up'] += $run->askedAt === null ? 1 : 0;
            $run->askedAt ??= $now;
        }
    }

    /* Is what is told of progress that of the job which it is told of? */
    public function look(): void
    {
        foreach ($this->pool->status()->slots as $slot) {
            if ($slot->note === '') {
                continue;
            }
            [$number, $attempt, $step] = explode(' ', $slot->note);
            $slot->progress === (int) $step / STEPS && $slot->attempt === (int) $attempt or fail('progress of another attempt: ' . json_encode($slot));
            $job = isset($this->runs[$number]) ? end($this->runs[$number])->job : null;
            $job === null || $slot->job === $job->id or fail('progress of another job: ' . json_encode($slot));
        }
        for ($i = 0; $i < 20; $i++) {
            if ($job = $this->some(false)?->job) {
                $note = $job->note;
                $note === '' || ($job->payload[1] === 'tells' && str_starts_with($note, "{$job->payload[0]} ")) or fail("job {$job->payload[0]} has told '$note'");
            }
        }
    }

    private static function sum(Status $s): int
    {
        return $s->queued + $s->delayed + $s->reserved + $s->running + $s->done + $s->failed + $s->cancelled;
    }

    /*
     * At any moment. What the pool has taken from its workers we do not know exactly: at least what we have seen, and what done jobs have submitted; at most
     * what workers have written into the file by the time that it has been counted.
     */
    public function addsUp(): void
    {
        $s = $this->pool->status();
        $sum = self::sum($s);
        $least = $this->least + max($this->seen, $this->known);
        $most = $this->most + $this->attempts->intended();
        $sum >= $least && $sum <= $most or fail("$least to $most jobs were submitted, $sum are told: " . json_encode($s));
        $s->failed === $s->failedKept + $s->failedDropped + $this->purged + $this->tried['queued again'] or fail('failed jobs do not add up: ' . json_encode($s));
    }

    /* --- in the end --- */

    /* Is all of it settled, and right? waited: nothing was open when the pool was stopped. Returns how many there was of what. */
    public function check(bool $waited): array
    {
        $s = $this->pool->status();
        $this->addsUp();
        $this->least === $this->most or fail('this script has counted wrong');
        $s->queued + $s->delayed + $s->reserved + $s->running === 0 or fail('something is open: ' . json_encode($s));
        $this->attempts->read();
        $own = count(array_filter($this->runs, fn ($_, $number) => is_int($number), ARRAY_FILTER_USE_BOTH));
        $unseen = $this->checkFollowUps(self::sum($s) - $this->least, $waited);
        $count = ['done' => 0, 'failed' => 0, 'cancelled' => $unseen];
        foreach ($this->runs as $number => $runs) {
            foreach ($runs as $i => $run) {
                $until = $runs[$i + 1]->begunAt ?? PHP_INT_MAX;
                $count[$run->state ?? 'cancelled']++;
                $run->state !== null || $i === count($runs) - 1 or fail("job $number was queued again before it had failed");
                $run->state !== null || !$waited || isset($run->cancelledAt) || isset($run->askedAt) or fail("job $number is cancelled, and nobody has done that");
                Attempts::check($number, $run, array_filter($this->attempts->of[$number] ?? [], fn ($line) => $line[0] >= $run->begunAt && $line[0] < $until));
                check_run($number, $run);
            }
        }
        [$s->done, $s->failed, $s->cancelled] === array_values($count) or fail('told were ' . json_encode($count) . ': ' . json_encode($s));
        $this->checkKeys();
        $this->checkFailed($s);
        return ['jobs' => count($this->runs) + $unseen, 'of them follow-up jobs' => count($this->runs) + $unseen - $own, ...$this->tried];
    }

    /*
     * taken: follow-up jobs that the pool has counted. What submit() has returned for is one of them, however its worker ended, unless its key was held;
     * what a worker died in submit() of may be one. Those that we have not seen were cancelled by stop(). Returns how many of these no run stands for: they
     * have not begun, and are not certain.
     */
    private function checkFollowUps(int $taken, bool $waited): int
    {
        foreach ($this->runs as $number => [$run]) {
            if (is_string($number)) {
                isset($this->attempts->submits[$number]) or fail("nobody has submitted job $number");
                $id = $this->attempts->ids[$number] ?? $run->job->id;
                $id === $run->job->id or fail("job $number has the id {$run->job->id}, but submit() has returned $id");
            }
        }
        $certain = $this->seen;
        foreach (array_diff_key($this->attempts->submits, $this->runs) as $number => $args) {
            if ((isset($this->attempts->ids[$number]) && !isset($args['unique'])) || isset($this->attempts->of[$number])) {
                $waited and fail("job $number, which another one has submitted, is lost");
                $this->runs[$number] = [Run::ofFollowUp($number, $args)];
                $certain++;
            }
        }
        $taken >= $certain && $taken <= ($waited ? $certain : count($this->attempts->submits)) or fail("$taken follow-up jobs are counted, there were $certain at least");
        return $taken - $certain;
    }

    /* A key goes to the next job when the one before is over. */
    private function checkKeys(): void
    {
        $times = [];
        foreach ($this->runs as $number => [$run]) {
            $until = $this->runs[$number][1]->begunAt ?? PHP_INT_MAX; // queued again it has no key
            $lines = array_filter($this->attempts->of[$number] ?? [], fn ($line) => $line[0] < $until);
            if (isset($run->args['unique']) && $lines) {
                $times[$run->args['unique']][] = [$lines[0][0], end($lines)[0], $number];
            }
        }
        foreach ($times as $key => $of) {
            sort($of);
            for ($i = 1; $i < count($of); $i++) {
                $of[$i][0] > $of[$i - 1][1] or fail("job {$of[$i][2]} begins while job {$of[$i - 1][2]} runs, and both have $key");
            }
        }
    }

    private function checkFailed(Status $s): void
    {
        if ($s->failedDropped) {
            return; // we do not know which
        }
        foreach ($this->pool->failed() as $f) {
            isset($this->failed[$f->id]) or fail("job {$f->payload[0]} is in the store, and was never told as failed");
            $run = end($this->runs[$this->failed[$f->id]]);
            $f->payload[0] === $this->failed[$f->id] && $f->failure->reason === $run->reason && $f->attempts === $run->job->attempt && $f->failedAt >= $f->createdAt
                or fail("the store is wrong about job {$f->payload[0]}");
            unset($this->failed[$f->id]);
        }
        $this->failed === [] or fail('failed jobs are not in the store: ' . implode(' ', $this->failed));
    }
}

/* Is what its Job object says right? */
function check_run(int|string $number, Run $run): void
{
    if (!($job = $run->job)) {
        return;
    }
    $state = $run->state ?? 'cancelled';
    $kind = kinds()[$job->payload[1]];
    $job->state()->value === $state or fail("job $number is {$job->state()->value}, and was told as " . ($run->state ?? 'nothing'));
    $job->attempt <= $run->attempts() or fail("job $number has had $job->attempt attempts, not {$run->attempts()} at most");
    if ($state === 'done') {
        $job->result() === (isset($kind['result']) ? $kind['result']($number) : "result $number") or fail("job $number has the result of another");
    } else {
        $job->failure() instanceof Failure or fail("job $number is $state without a Failure");
        $state === 'failed' || $job->failure()->reason === FailureReason::Cancelled or fail("job $number is cancelled, but its failure is {$job->failure()->reason->value}");
    }
    $wrong = $state !== 'cancelled' && isset($kind['check']) ? $kind['check']($run) : null;
    $wrong === null or fail("job $number ({$job->payload[1]}) $wrong");
}
