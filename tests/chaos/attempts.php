<?php
// SPDX-License-Identifier: BSD-3-Clause
/* attempts.php: what the handlers of chaos.php note of each attempt in a file, and what that file says. */

use Supervisor\Job;

/*
 * In a worker: one attempt. A line of the file is: number of the job, what, time, attempt, pid, and more of some:
 *   begin, end
 *   twice             another attempt of this job is under way
 *   submits ARGS OF   this number, a new one, is about to be given to a follow-up job of job OF
 *   submitted ID      submit() has returned
 */
final class Attempt
{
    private bool $ended = false;
    private $lock = null;

    public function __construct(private readonly Job $job, private $log, private readonly string $dir, private readonly array $lots) {}

    private function note(int|string $number, string $what, string ...$more): void
    {
        fwrite($this->log, implode(' ', [$number, $what, hrtime(true), $this->job->attempt, getmypid(), ...$more]) . "\n");
    }

    /* alone: with a lock that the kernel keeps for as long as this process lives, so it shows attempts that are never to end, too. */
    public function begin(bool $alone): void
    {
        $number = $this->job->payload[0];
        $this->note($number, 'begin');
        if ($alone) {
            $this->lock = fopen("$this->dir/lock-$number", 'ce'); // e: children of the handler do not hold it
            flock($this->lock, LOCK_EX | LOCK_NB) or $this->note($number, 'twice');
        }
    }

    public function end(): void
    {
        if ($this->ended) {
            return;
        }
        $this->ended = true;
        if ($this->lock) {
            unlink("$this->dir/lock-{$this->job->payload[0]}");
            fclose($this->lock);
        }
        $this->note($this->job->payload[0], 'end');
    }

    public function followUp(array $args = []): void
    {
        $number = sprintf('f%d-%d', getmypid(), hrtime(true));
        $kind = $this->lots[crc32($number) % count($this->lots)];
        $args += extras() + arguments($number, $kind);
        $this->note($number, 'submits', rawurlencode(json_encode($args)), $this->job->payload[0]);
        $this->note($number, 'submitted', $this->job->submit([$number, $kind, $args], ...$args));
    }
}

/* In the master: the file. */
final class Attempts
{
    /** @var array<int|string,list<array{int,string,int,int}>> number of a job => time, what, attempt, pid, in this order */
    public array $of = [];
    /** @var array<string,array> number of a follow-up job that is about to be submitted => named arguments of submit() */
    public array $submits = [];
    /** @var array<string,string> number of one that was submitted => its id */
    public array $ids = [];
    private int $read = 0, $intended = 0;

    public function __construct(private readonly string $file)
    {
        file_put_contents($file, '');
    }

    /* How many follow-up jobs there may be by now. Workers may be writing. */
    public function intended(): int
    {
        $new = file_get_contents($this->file, offset: $this->read);
        $new = substr($new, 0, (int) strrpos($new, "\n"));
        $this->read += strlen($new);
        return $this->intended += substr_count($new, ' submits ');
    }

    /* When nobody writes any more. */
    public function read(): void
    {
        $last = [];
        foreach (file($this->file, FILE_IGNORE_NEW_LINES) as $line) {
            [$number, $what, $at, $attempt, $pid] = $words = explode(' ', $line);
            match ($what) {
                'submits' => $this->submits[$number] = json_decode(rawurldecode($words[5]), true),
                'submitted' => $this->ids[$number] = $words[5],
                default => $this->of[$number][] = [(int) $at, $what, (int) $attempt, (int) $pid],
            };
            $last[$pid] = $number;
        }
        foreach ($this->of as &$lines) {
            usort($lines, fn ($a, $b) => $a[0] <=> $b[0]);
        }
        unset($lines);
        foreach ($this->submits as $number => $_) {
            $pid = (int) substr($number, 1);
            isset($this->ids[$number]) || $last[$pid] === $number or fail("worker $pid was in the submit() of job $number, and then did something else");
        }
        count(array_unique($this->ids)) === count($this->ids) or fail('two follow-up jobs have the same id');
    }

    /* Of one run: are its attempts one after the other, each at its time? */
    public static function check(int|string $number, Run $run, array $lines): void
    {
        $begun = null;
        $late = 0;
        foreach ($lines as [$at, $what, $attempt, $pid]) {
            $what !== 'twice' or fail("job $number runs twice at the same time");
            if ($what === 'begin') {
                // The same attempt runs again when its result was lost, or it was handed back.
                $attempt >= ($begun[0] ?? 1) or fail("job $number: attempt $attempt begins after attempt $begun[0]");
                $at >= $run->due() or fail("job $number begins before its delay is over");
                isset($run->settledAt) && $at > $run->settledAt and fail("job $number begins after its end");
                isset($run->cancelledAt) && $at > $run->cancelledAt and fail("job $number begins after it was cancelled");
                // The attempt that was asked may have been about to note its begin.
                isset($run->askedAt) && $at > $run->askedAt && $late++ and fail("job $number is run again after it was asked to give up");
                $begun = [$attempt, $pid];
            } else {
                $begun === [$attempt, $pid] or fail("job $number: attempt $attempt ends in worker $pid, but " . implode(' in worker ', $begun ?? ['none']) . ' was running');
                $begun[1] = 0; // ends once
            }
        }
        if ($run->state === 'done') {
            $begun && $begun[1] === 0 or fail("job $number is done, but its last attempt never ended");
            $run->job->attempt === $begun[0] or fail("job $number: attempt {$run->job->attempt}, but $begun[0] ran");
        }
    }
}

/*
 * Of one worker that nobody kills, which is exact about the order: of jobs that the master has looked at, the one with the smallest priority begins first, within a
 * priority the one that was submitted first. runs: first ones, of jobs without a delay. marks: when the master had looked.
 */
function check_order(array $runs, Attempts $attempts, array $marks): void
{
    $begins = $queues = $begun = [];
    foreach ($attempts->of as $number => $lines) {
        array_push($begins, ...array_map(fn ($line) => [$line[0], $number], array_filter($lines, fn ($line) => $line[1] === 'begin')));
    }
    sort($begins);
    krsort($runs);
    foreach (array_intersect_key($runs, $attempts->of) as $number => $run) {
        $queues[$run->priority()][] = $number; // the last one is the first one in the queue
    }
    $marks = array_reverse($marks);
    // The master had looked for sure before this job was claimed if it had before the one before it noted its begin.
    $before = $mark = 0;
    foreach ($begins as [$at, $number]) {
        while ($marks && end($marks) <= $before) {
            $mark = array_pop($marks);
        }
        $before = $at;
        if (!isset($runs[$number]) || isset($begun[$number])) {
            continue;
        }
        $priority = $runs[$number]->priority();
        foreach ($queues as $level => &$queue) {
            while ($queue && isset($begun[end($queue)])) {
                array_pop($queue);
            }
            $first = $queue ? end($queue) : $number;
            $first === $number || $level > $priority || $runs[$first]->knownAt > $mark || ($level === $priority && $first > $number)
                or fail("job $number, priority $priority, has overtaken job $first, priority $level");
        }
        $begun[$number] = true;
    }
}
