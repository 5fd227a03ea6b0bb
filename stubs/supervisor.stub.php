<?php

/**
 * The PHP API of the supervisor extension: the contract for users. The arginfo beside this file is generated from it.
 *
 * Conventions: durations are float seconds, sizes are int bytes, times of day are float Unix seconds. Only $work and
 * payloads are meant to be positional. Every exception thrown by the extension implements SupervisorException, except
 * PHP's own TypeError, ValueError and ArgumentCountError for bad arguments.
 *
 * @generate-class-entries
 */

namespace Supervisor;

/** What a job is doing. Delayed: waits for its time, or its retry. Reserved: handed to a worker's buffer, not begun. */
enum JobState: string
{
    case Queued = 'queued';
    case Delayed = 'delayed';
    case Reserved = 'reserved';
    case Running = 'running';
    case Done = 'done';
    case Failed = 'failed';
    case Cancelled = 'cancelled';
}

/** What a slot, one place in a pool, is doing. Backoff: empty, its next worker starts at SlotStatus::$restartIn. */
enum SlotState: string
{
    case Stopped = 'stopped';
    case Starting = 'starting';
    case Idle = 'idle';
    case Busy = 'busy';
    case Draining = 'draining';
    case Stopping = 'stopping';
    case Killing = 'killing';
    case Backoff = 'backoff';
    case Fatal = 'fatal';
}

/** Why a worker ended. Stopped to Cancelled are planned ends; the rest are not, and count as failures of their slot. */
enum ExitReason: string
{
    /** The pool was stopped, or the worker was asked by a signal to end. */
    case Stopped = 'stopped';
    /** The body of a Loop returned; or a program that had been ready ended by itself with one of its exitCodes. */
    case Finished = 'finished';
    /** It had done its maxJobs. */
    case MaxJobs = 'max_jobs';
    /** It had more memory (RSS) than maxMemory at the end of a job. */
    case MaxMemory = 'max_memory';
    /** It had lived for maxAge. */
    case MaxAge = 'max_age';
    /** It had nothing to do for idleTimeout. */
    case Idle = 'idle';
    /** It was replaced by Pool::restart(), or SIGHUP. */
    case Restarted = 'restarted';
    /** It was one too many after Pool::scale(), or SIGTTOU. */
    case ScaledDown = 'scaled_down';
    /** Its job was cancelled by Job::cancel(force: true), and the master killed it. */
    case Cancelled = 'cancelled';
    /** It called exit(), or ended with a status of its own; a program: with one that is not in its exitCodes. */
    case Exited = 'exited';
    /** A PHP fatal error, or an exception that nothing caught in a Loop. */
    case Fatal = 'fatal';
    /** A signal ended it: WorkerExit::$signal. */
    case Signaled = 'signaled';
    /** The time of its job was up, or the watchdog of a program, and the master killed it. */
    case TimedOut = 'timed_out';
    /** PHP's memory_limit; or it had more than one and a half times maxMemory in the middle of a job, and the master killed it. */
    case OutOfMemory = 'out_of_memory';
    /** The boot closure threw, exited or died. A program ended before it was ready, or could not be started: WorkerExit::$message says why. */
    case BootFailed = 'boot_failed';
    /** It was not ready within bootTimeout, and the master killed it. */
    case BootTimedOut = 'boot_timed_out';
    /** Other code of the master reaped it first (pcntl_waitpid(-1)), so its status is not known. */
    case Lost = 'lost';
}

/** Why a job, or one attempt of it, failed. */
enum FailureReason: string
{
    /** The handler threw. */
    case Exception = 'exception';
    /** A PHP fatal error in the handler. */
    case Fatal = 'fatal';
    /** The handler called exit(). */
    case Exited = 'exited';
    /** A signal killed the worker while it ran the job: a crash. */
    case Signaled = 'signaled';
    /** Its timeout was over. Its worker was killed; the attempt failed, but is no crash. */
    case TimedOut = 'timed_out';
    /** PHP's memory_limit; or maxMemory, by one and a half: a crash then. */
    case OutOfMemory = 'out_of_memory';
    /** The worker died while it ran the job, and its status is not known: a crash. */
    case Lost = 'lost';
    /** The handler threw Reject. */
    case Rejected = 'rejected';
    /** It was handed out 20 times without an attempt that counts: Retry(counted: false), or a result that was lost with its worker. */
    case DeliveryLimit = 'delivery_limit';
    /** It was cancelled: by Job::cancel(), by stop(), or because its map() loop was left. $previous is the failure of the attempt before, or of the one that was asked to give up. */
    case Cancelled = 'cancelled';
    /** The worker could not unserialize the payload. */
    case Undecodable = 'undecodable';
    /** The handler returned something that cannot travel to another process, or more than supervisor.max_frame. */
    case ResultUnsendable = 'result_unsendable';
}

/** What Pool::on() can listen to. Callbacks run in the master, between two rounds of its loop. */
enum Event: string
{
    /** fn (SlotStatus $slot): a worker has booted and is ready for work */
    case WorkerReady = 'worker_ready';
    /** fn (WorkerExit $exit): a worker ended, for whatever reason */
    case WorkerExit = 'worker_exit';
    /** fn (Job $job): a job is done */
    case JobDone = 'job_done';
    /** fn (Job $job, Failure $why, float $delay): an attempt failed; the next one starts in $delay seconds */
    case JobRetry = 'job_retry';
    /**
     * fn (Job $job, Failure $why): a job has failed for good. Not called for cancelled jobs. One that fails where nobody would see it, without such a
     * callback, a Job object in the script or a map() that gives it out, is named in the log. It is kept: see Pool::failed().
     */
    case JobFailed = 'job_failed';
    /** fn (Pool $pool, string $why): boots keep failing, one worker at a time is tried from now on; or a rolling restart was given up */
    case Degraded = 'degraded';
    /** fn (Pool $pool): after Degraded a worker is ready again, and the others are forked */
    case Recovered = 'recovered';
}

/** Which workers are replaced when they end by themselves. Those that a limit, restart() or a signal replaces always are. */
enum Restart: string
{
    case Always = 'always';
    /** Not a Loop that returned, or that called exit(0), nor a program that has Finished. */
    case OnFailure = 'on_failure';
    case Never = 'never';
}

/** What a pool does whose workers cannot boot: as many boots in a row have failed as it has slots, at least 5. */
enum OnDegraded: string
{
    /** Workers that are healthy stay; one new worker at a time is tried, at growing intervals up to 60 s. */
    case Probe = 'probe';
    /** Finish what runs, stop; run() returns 70. */
    case Exit = 'exit';
}

/** When Output::file() begins a new file, beside maxBytes: when the hour, or the day, of UTC is over. */
enum Rotate: string
{
    case Hourly = 'hourly';
    case Daily = 'daily';
}

/** Where the master's log goes. Text: lines on stderr. Json: one object a line on stderr. None: nowhere. */
enum Log: string
{
    case Text = 'text';
    case Json = 'json';
    case None = 'none';
}

/** Implemented by every exception class of this extension. */
interface SupervisorException extends \Throwable
{
}

/** The call is not possible in the present state, process, SAPI or context (a Fiber, a callback, a worker). Nothing was changed. */
class StateError extends \Error implements SupervisorException
{
}

/** Job::await() ran out of time. The job goes on. */
class AwaitTimeout extends \RuntimeException implements SupervisorException
{
}

/**
 * Job::result() and Job::await() of a job that failed or was cancelled. getPrevious() gives null: the exception of the handler was one of another
 * process; what it was, and its previous ones, $failure tells.
 *
 * @strict-properties
 */
final class JobFailed extends \RuntimeException implements SupervisorException
{
    public readonly Job $job;
    public readonly Failure $failure;

    private function __construct() {}
}

/** Thrown by a handler: run this job again. */
class Retry extends \Exception implements SupervisorException
{
    public readonly ?float $delay;
    public readonly bool $counted;

    /**
     * @param float|null $delay seconds until then, 0 or more, no jitter is added; null: the pool's backoff
     * @param bool $counted false: hand the job back, this run is not counted as an attempt. Not for ever: the 20th time, in all, the job is failed as
     *   FailureReason::DeliveryLimit
     */
    public function __construct(?float $delay = null, bool $counted = true, string $message = "") {}
}

/** Thrown by a handler: this job must never run again. It is failed as FailureReason::Rejected. */
class Reject extends \Exception implements SupervisorException
{
}

/**
 * Workers of one kind, and the jobs they are fed with.
 *
 * The pool is served inside its methods (run, tick, wait, finish, stop, map, submit when the queue is full, and
 * Job::await): only there are dead workers replaced and jobs handed out. A method of one pool serves all started pools of
 * the process. A pool belongs to the process that made it; in a worker or a forked child its methods throw StateError.
 *
 * A pool that is destroyed, or a script that ends in whatever way, stops it as stop() does.
 *
 * @strict-properties
 * @not-serializable
 */
final class Pool
{
    /**
     * @param \Closure|Loop|Command $work a handler, fn (Job $job, mixed $context): mixed, run once per job: return = done, throw = retry;
     *   or a Loop for code that fetches its own work; or a Command, so that the workers are external programs. $context is passed only when $boot is
     *   given. With a Command these cannot be given (ValueError): boot, shutdown, timeout, maxAttempts, maxCrashes, backoff, maxJobs, idleTimeout, minWorkers, maxQueue
     * @param string $name for log lines and status(); not empty, at most 64 bytes, no control characters
     * @param int|null $workers 1 to 4096; null or 0: one per CPU that this process may use (CPU affinity and cgroup v2 quota); of a Command: one
     * @param \Closure|null $boot run in each new worker before it is ready, fn (Worker $w): mixed; what it returns is $context.
     *   Connect to databases here: connections that the master had open are dead in a worker
     * @param \Closure|null $shutdown run in a worker that ends as planned, fn (mixed $context): void
     * @param float $timeout seconds, 0 to 31536000, that an attempt may run: then its PHP stack is taken, its worker is killed, and the attempt has
     *   failed as TimedOut; in a Loop from Worker::begin() to end(). 0: no limit
     * @param int $maxAttempts 1 to 65535: attempts before a job is failed; a crash is an attempt too. A Loop has no jobs: ValueError
     * @param int $maxCrashes 1 to 65535: deaths of its worker (signal, kill) before a job is failed as poison. Loop: ValueError
     * @param float|array|\Closure $backoff seconds before attempt n+1, 0 to 31536000: one number, a list of them by attempt
     *   (its last one repeats), both with ±20 % jitter, or fn (int $attempt, Failure $why): ?float (null: no more attempts), without
     *   jitter; one that throws or returns something else: the job is failed, the log says so, and the exception leaves the method that serves. A second and
     *   later crash waits at least 5 s. Loop: ValueError
     * @param int $maxJobs replace a worker after so many jobs (up to 10 % sooner, so that a pool does not recycle in step); 0: never
     * @param int|string $maxMemory replace a worker that has more RSS than so many bytes (67108864, "64M", "1.5G") at the end of a job, as ps shows
     *   it, shared pages included; one that has more than one and a half times that in the middle of a job is killed. Of a Command: the sum over its process
     *   group, looked at once a second. 0: no limit
     * @param float $maxAge replace a worker after so many seconds (up to 10 % sooner), 0 to 31536000; 0: never
     * @param float $idleTimeout end a worker that had no job for so many seconds, 0 to 31536000; it comes back when there is work. 0: never.
     *   Loop: ValueError
     * @param int $minWorkers so many stay although they are idle; at most $workers, only together with $idleTimeout
     * @param float $bootTimeout seconds, 0 to 31536000, from fork to the end of $boot; then the worker is killed. Of a Command: to its READY=1, only
     *   together with its notify. 0: no limit
     * @param float $stopTimeout seconds, 0 to 31536000, from the first word of stop to SIGKILL
     * @param array $noRestartOn list of exit statuses, 0 to 255: a worker that ends with one of these is not replaced
     * @param OnDegraded $onDegraded what to do when the workers cannot boot
     * @param int $maxQueue 1 to 1000000000: jobs held ready in memory; submit() serves the pool until there is room. Delayed jobs are not counted. Loop: ValueError
     * @param Output|null $output where stdout and stderr of the workers go; null: where the master's go
     */
    public function __construct(
        \Closure|Loop|Command $work,
        string $name = "default",
        ?int $workers = null,
        ?\Closure $boot = null,
        ?\Closure $shutdown = null,
        float $timeout = 0.0,
        int $maxAttempts = 3,
        int $maxCrashes = 3,
        float|array|\Closure $backoff = [1, 5, 30],
        int $maxJobs = 0,
        int|string $maxMemory = 0,
        float $maxAge = 0.0,
        float $idleTimeout = 0.0,
        int $minWorkers = 0,
        float $bootTimeout = 60.0,
        float $stopTimeout = 25.0,
        Restart $restart = Restart::Always,
        array $noRestartOn = [],
        OnDegraded $onDegraded = OnDegraded::Probe,
        int $maxQueue = 100000,
        ?Output $output = null
    ) {}

    /**
     * Queues a job, and starts the pool if it is not started. Writes to a worker at once when one is free; to one that has work, together with the next ones or when
     * the pool is served (tick(), wait(), await() ...). When maxQueue jobs
     * are ready it serves the pool until there is room (not inside a callback: there the job is taken beyond the limit; not for a delayed job).
     *
     * @param mixed $payload null, bool, int, float and string travel raw, arrays and objects by serialize()
     * @param string|null $name what kind of job it is, at most 255 bytes
     * @param float $delay seconds, 0 to 31536000, before the job is ready. Until then it is Delayed, and does not count towards maxQueue
     * @param int $priority -128 to 127, smaller sooner: what is ready begins in this order, and jobs of the same priority in the order in which they
     *   became ready. No job that runs is interrupted. As long as more urgent jobs are ready, others wait, for ever if need be
     * @param int|null $maxAttempts 1 to 65535: attempts before this job is failed; null: the pool's
     * @param float|null $timeout seconds that an attempt of this job may run, 0: no limit; null: the pool's
     * @param string|null $unique a key of 1 to 255 bytes: while a job of this pool that has it is not settled, that job is returned, as it is, and nothing
     *   is queued; also while it runs and was asked by cancel() to give up
     * @param array $headers string => scalar or null: small facts that travel with the job
     * @throws \ValueError a payload that cannot travel (closure, resource, generator ..., nested deeper than unserialize_max_depth), or is larger than
     *   supervisor.max_frame
     * @throws StateError after stop(), in a worker, in a Fiber, not in the cli SAPI, on a pool with a Loop or a Command
     */
    public function submit(
        mixed $payload,
        ?string $name = null,
        float $delay = 0.0,
        int $priority = 0,
        ?int $maxAttempts = null,
        ?float $timeout = null,
        ?string $unique = null,
        array $headers = []
    ): Job {}

    /**
     * Queues a job for each payload, as submit() does. All payloads are read and checked first: if one cannot travel, or reading them throws, none
     * is queued. Then it waits until there is room for all of them, but for those whose key a job has already, and hands them out together. More than
     * maxQueue are queued as there is room; when a callback throws meanwhile, or the pool is stopped, those queued by then stay. Of payloads whose keys are equal all are queued, and the last one is in the array.
     *
     * @param string|\Closure|null $unique one key for all, so that they are one job; or fn (mixed $payload, int|string $key): ?string, the key of each
     * @return array<int|string,Job> by the keys of the payloads
     * @throws \ValueError as submit(); a key that is neither int nor string
     * @throws StateError as submit()
     */
    public function submitAll(
        iterable $payloads,
        ?string $name = null,
        float $delay = 0.0,
        int $priority = 0,
        ?int $maxAttempts = null,
        ?float $timeout = null,
        string|\Closure|null $unique = null,
        array $headers = []
    ): array {}

    /**
     * Runs every payload through the pool: foreach ($pool->map($payloads) as $key => $job). Lazy: payloads are read as
     * workers need them, and memory is bounded by $window, and by 4 MiB of payloads and results or two jobs a worker. The pool is served between two payloads, but not while
     * one is made; when they come slowly, all that is ready is given out before the next one is read. Leaving the loop early cancels what has not begun.
     *
     * @param bool $ordered true: in the order of the payloads; false: as they are settled
     * @param int $window 1 to 1000000: at most so many jobs read ahead and not yet given out; 0: chosen by the extension
     * @param int|null $maxAttempts as in submit()
     * @param float|null $timeout as in submit()
     * @throws StateError as submit(), and in a callback
     */
    public function map(
        iterable $payloads,
        bool $ordered = false,
        int $window = 0,
        ?string $name = null,
        ?int $maxAttempts = null,
        ?float $timeout = null
    ): Results {}

    /** Forks the workers and returns. submit(), map() and run() do it by themselves. Again: nothing. @throws StateError after stop() */
    public function start(): void {}

    /**
     * Starts, and serves until stopped by stop() or a signal (SIGTERM, SIGINT, SIGQUIT; a second one, 0.1 s later or more,
     * ends their time, a third one kills at once). A pool with a
     * handler also ends when all that was submitted is settled. Signal handlers are then as they were before.
     *
     * Other signals to the master, where the script has not set them itself: SIGHUP restart(); SIGTTIN and SIGTTOU one worker more or less; SIGUSR1 opens the files of Output::file() anew; SIGUSR2
     * writes the status to the log.
     *
     * @throws StateError stopped before, also by itself; not where workers can be forked
     * @return int an exit status: 0 stopped or finished, 1 a worker had to be killed to stop, 70 its workers could not boot and $onDegraded is
     *   Exit, or they ended in a way that $restart or $noRestartOn does not replace
     */
    public function run(): int {}

    /**
     * Replaces all workers, a tenth of them at a time (at least one), each new one ready before the old one leaves; jobs are finished first. Only
     * begins it, and returns. When a new worker cannot boot, the others stay as they are, and Event::Degraded tells why. New workers are forked from
     * this master: this renews their state, not their code. Slots that were given up get workers, too.
     *
     * @throws StateError not started, or stopped
     */
    public function restart(): void {}

    /**
     * So many workers from now on. The busy are spared: those without a job go first, and no job is interrupted. Only begins it, and returns.
     *
     * @param int $workers $minWorkers to 4096; 0: none, jobs wait
     * @throws StateError after stop(); too few descriptors
     */
    public function scale(int $workers): void {}

    /**
     * Serves for so many seconds; 0: what can be done without waiting.
     *
     * @return int how many jobs of this pool were settled meanwhile
     */
    public function tick(float $timeout = 0.0): int {}

    /** Serves until all that was submitted is settled. @return bool false: $timeout seconds went by before that */
    public function wait(?float $timeout = null): bool {}

    /** wait(), then stop(). */
    public function finish(): void {}

    /**
     * Finishes the jobs that run, cancels those that have not begun, ends the workers. Returns when they are gone. In a
     * callback it only begins to stop. Works also where nothing can be forked, in a signal handler, a destructor, a Fiber (which cannot be left meanwhile)
     * or an autoloader; other pools, which are served meanwhile, get no new workers then. A signal handler that runs inside run() or another method
     * that serves is a callback.
     *
     * @param float|null $timeout seconds until SIGKILL; null: the pool's stopTimeout
     */
    public function stop(?float $timeout = null): void {}

    public function status(): Status {}

    /**
     * What was printed last in a slot of a pool with an $output, also when that is Output::none(), and also by workers that are dead. At most 16 KiB of each stream are
     * kept in memory, beside what the log writer has not yet read.
     *
     * @param int $bytes 1 to 65536: at most so many, the last ones
     * @param string|null $stream "stdout" or "stderr"; null: both, stdout before stderr, each with half when both have so much
     * @return string "" when nothing was printed, or no worker was started in that slot
     * @throws \ValueError there is no such slot
     * @throws StateError the pool has no $output, or is stopped
     */
    public function tail(int $slot, int $bytes = 4096, ?string $stream = null): string {}

    /**
     * The jobs that have failed for good, the oldest first, as they are now: what happens to them later does not change the list. Cancelled jobs are not
     * among them. The last 10,000 are kept, or fewer with more than 64 MiB of payloads and failures together, as long as the pool object lives, also after
     * stop(); when there are more the oldest ones go, and the log says so, once (Status::$failedDropped counts them).
     *
     * @return iterable<FailedJob> a list
     */
    public function failed(): iterable {}

    /**
     * Queues a failed job again: same id, payload, name, headers, timeout, priority and maxAttempts; no attempt counted, no delay, and without its unique
     * key, which was free when it had failed and may be held by another job. A Job object of the run before stays failed; the
     * new run has one of its own, which callbacks are given. Does not wait for room: these jobs are outside of maxQueue. Status counts it as submitted
     * once more.
     *
     * @return bool false: there is no such failed job
     * @throws StateError after stop(), in a worker
     */
    public function retryFailed(string $id): bool {}

    /**
     * The same for all that have failed, or all of this name.
     *
     * @return int how many
     * @throws StateError after stop(), in a worker
     */
    public function retryAllFailed(?string $name = null): int {}

    /**
     * Forgets the jobs that failed so many seconds ago or longer; 0: all.
     *
     * @param float $olderThan 0 to 31536000
     * @return int how many
     * @throws StateError in a worker
     */
    public function purgeFailed(float $olderThan = 0.0): int {}

    /**
     * Calls $callback at each such event, in the master. More than one can be set; they run in that order. In a callback submit()
     * queues its job, and writes it at once to a worker that is free, and stop() only begins; start(), run(), tick(), wait(), finish(), map() and await() throw StateError.
     * An exception from it leaves the method that serves; out of run() it comes after the workers are stopped.
     */
    public function on(Event $event, \Closure $callback): static {}
}

/**
 * What Pool::map() returns: key of the payload => settled Job. Can be walked once.
 *
 * @strict-properties
 * @not-serializable
 */
final class Results implements \Iterator
{
    private function __construct() {}

    public function current(): Job {}

    public function key(): mixed {}

    public function next(): void {}

    /** @throws StateError when the walk has moved on already */
    public function rewind(): void {}

    public function valid(): bool {}
}

/**
 * Several pools in one process, and what belongs to the process: log, signals, timers.
 *
 * @strict-properties
 * @not-serializable
 */
final class Master
{
    /**
     * @param array $pools list of Pool, not started by another master; names must differ
     * @param Log|\Closure|null $log fn (string $level, string $message, array $context): void, with the levels "debug", "info",
     *   "warning" and "error"; Text and Json: on stderr, from "info" on; null: Text, from "warning" on
     */
    public function __construct(array $pools = [], Log|\Closure|null $log = null) {}

    public function add(Pool $pool): void {}

    /**
     * Calls $callback every so many seconds while run() runs, until all pools are asked to stop. Calls that were missed while the master was busy are not made up for.
     *
     * @param float $seconds 0.001 to 31536000
     */
    public function every(float $seconds, \Closure $callback): static {}

    /**
     * As Pool::run(), for all pools; returns when every pool has ended. Pools with a handler end together, when none of them has a job left,
     * but not while a pool with a Loop runs or every() has set a timer: those could still give them jobs.
     * Without a pool it returns 0 at once, whatever timers there are.
     */
    public function run(): int {}

    /** Begins to stop all pools of this master; run() then returns. */
    public function stop(): void {}

    /** @return array<string,Status> by pool name */
    public function status(): array {}
}

/**
 * One unit of work, on both sides: what submit() returns, and what a handler is given. Its properties are read-only; on the
 * submitter's side $attempt, $crashes, $progress and $note move.
 *
 * @strict-properties
 * @not-serializable
 */
final class Job
{
    /** the same over all attempts */
    public string $id;
    public string $pool;
    public mixed $payload;
    public ?string $name;
    /** @var array<string,scalar|null> */
    public array $headers;
    /** the attempt that runs, or ran last, from 1; 0: none yet */
    public int $attempt;
    /** attempts so far that ended with the death of their worker */
    public int $crashes;
    /** 0 to 1: what the handler has told by progress(); on the submitter's side of the attempt that runs, else of the last one that told something */
    public float $progress;
    /** likewise */
    public string $note;

    private function __construct() {}

    /** In a handler: JobState::Running. */
    public function state(): JobState {}

    /**
     * Serves the pool until this job is settled.
     *
     * @return mixed what the handler returned
     * @throws JobFailed it failed or was cancelled
     * @throws AwaitTimeout $timeout seconds went by; 0: do not wait
     * @throws StateError in a worker, in a callback, in a Fiber
     */
    public function await(?float $timeout = null): mixed {}

    /**
     * @return mixed what the handler returned
     * @throws JobFailed it failed or was cancelled
     * @throws StateError it is not settled
     */
    public function result(): mixed {}

    /** Of a failed or cancelled job; of one that waits for a retry, the failure of its last attempt; else null. */
    public function failure(): ?Failure {}

    /**
     * Cancels the job. One that is queued, delayed or reserved is Cancelled at once. One that runs is asked to give up, which cancelled() tells its handler: it is
     * Done with its result if the handler returns all the same, and Cancelled, not run again, if it throws or its worker dies.
     *
     * @param bool $force if it runs: also kill its worker, which is replaced. The job is Cancelled when that is dead. What lies in the worker's buffer goes to
     *   others, and no other job is charged
     * @return bool true: it will not be run again; false: it is settled already
     * @throws StateError in a worker, for the handler's own job, too; in a process that was forked from the one that made the pool. Callbacks may call it
     */
    public function cancel(bool $force = false): bool {}

    /**
     * In a handler: how far the job is, and what it does. Seen in SlotStatus and, on the submitter's side, in $progress and $note. It writes to shared
     * memory, and costs no system call.
     *
     * @param float $fraction 0 to 1
     * @param string $note cut after 128 bytes, in UTF-8 before a character that does not fit
     * @throws StateError on the submitter's side, or in a process that the handler has forked
     */
    public function progress(float $fraction, string $note = ""): void {}

    /**
     * In a handler: submits a follow-up job to this pool or another one of the same master. The master knows it before this job's end. It stays when this
     * attempt fails or its worker dies afterwards, so when that is run again there are two, unless `unique` says otherwise. maxQueue does not hold it back. A pool
     * that is not started yet is started, but run() of one pool does not wait for another one: see Supervisor\run(). When it is stopped meanwhile, the job
     * is Cancelled, which the log says.
     *
     * @param mixed $payload as in Pool::submit(), and so all arguments but $pool
     * @param float $delay counts from the arrival at the master, within moments
     * @param string|null $unique a key in the pool that is to run it. While a job there has it, nothing is queued, and the id that is returned is nobody's
     * @param string|null $pool the name of a pool that the master had when this worker was forked; null: this job's
     * @return string the id of the new job
     * @throws \ValueError as Pool::submit(); no such pool, two of that name, or one with a Loop or a Command
     * @throws StateError on the submitter's side, after the end of this attempt, or in a process that the handler has forked
     */
    public function submit(
        mixed $payload,
        ?string $name = null,
        float $delay = 0.0,
        int $priority = 0,
        ?int $maxAttempts = null,
        ?float $timeout = null,
        ?string $unique = null,
        array $headers = [],
        ?string $pool = null
    ): string {}

    /** In a handler: has cancel() asked this job to give up? It costs no system call. @throws StateError on the submitter's side */
    public function cancelled(): bool {}

    /** Of a job of fake(): the jobs that its handler has submitted, fakes as well. @return list<Job> @throws StateError for other jobs */
    public function submitted(): array {}

    /**
     * In a handler: this attempt may run for $seconds from now on, if that is later than its present end. Nothing when it has no timeout.
     *
     * @param float $seconds 0 to 31536000
     * @throws StateError on the submitter's side, or in a process that the handler has forked
     */
    public function extend(float $seconds): void {}

    /** In a handler: is this worker asked to end? Then a long job may finish early, for instance by throwing Retry. */
    public function stopping(): bool {}

    /**
     * A job to test a handler with, without a pool: $handler(Job::fake(['url' => '...'])). Its state is Running. What the handler tells by progress() is in
     * $progress and $note, what it submits in submitted(); after cancel() its cancelled() is true.
     *
     * @param array $headers string => scalar or null
     * @param int $attempt 1 to 65535
     * @param int $crashes 0 to 65535
     */
    public static function fake(mixed $payload, ?string $name = null, array $headers = [], int $attempt = 1, int $crashes = 0, string $pool = "default", string $id = "fake"): Job {}
}

/**
 * A worker, as its boot closure and the body of a Loop see it.
 *
 * @strict-properties
 * @not-serializable
 */
final class Worker
{
    /** number of its slot, from 0 */
    public readonly int $slot;
    /** the how-manieth worker of that slot, from 1 */
    public readonly int $spawn;
    public readonly string $pool;

    private function __construct() {}

    /** Go on? False once this worker should end: it is asked to stop, or has done its maxJobs. Closes an open begin(). */
    public function next(): bool {}

    /**
     * From here on the worker is busy with one job. Closes the one before.
     *
     * @param string $label seen in status() and in WorkerExit; cut after 127 bytes
     * @param float|null $timeout seconds until the worker is killed unless end(), next() or another begin() comes before; 0: no limit; null: the pool's
     * @throws StateError in a pool with a handler, where the pool counts the jobs
     */
    public function begin(string $label = "", ?float $timeout = null): void {}

    /** That job is over: one more towards maxJobs. Without begin(): nothing. */
    public function end(): void {}

    /** Is this worker asked to end? */
    public function stopping(): bool {}
}

/**
 * The work of a pool whose code fetches its own jobs: a queue of a framework, a blocking read, a spool folder.
 *
 * @strict-properties
 * @not-serializable
 */
final class Loop
{
    /** @param \Closure $body fn (Worker $w, mixed $context): void; when it returns the worker ends and is replaced */
    public function __construct(\Closure $body) {}
}

/**
 * Where stdout and stderr of a pool's workers go: a log writer, a child of the master, reads them from pipes and writes them, so that the master does not wait for a disk.
 * Nothing is dropped: what cannot be written waits, and with it, at last, whoever prints.
 *
 * A prefix is true for "[%time%] %pool%/%slot% %pid% %stream%: ", or such a text: %time% (UTC), %pool%, %slot%, %pid%, %stream%, %% for a %.
 *
 * @strict-properties
 * @not-serializable
 */
final class Output
{
    private function __construct() {}

    /**
     * Appends to a file. Several slots, and pools, may share one. Lines are whole, and stay in the order of their stream.
     *
     * @param string $path may contain %pool% and %slot%; relative to the directory of now
     * @param int|string $maxBytes a line that does not fit any more begins a new file: the old one becomes $path.1, that one $path.2 and so on. 0: never
     * @param int $backups 0 to 10000: old files that are kept; 0: what is full is deleted
     * @param Rotate|null $every begin a new file then, too
     * @param bool $gzip compress old files: $path.1.gz. Only when the extension was built with zlib
     * @param bool $stripAnsi without colours and other ANSI escape sequences
     * @throws \ValueError
     */
    public static function file(
        string $path,
        int|string $maxBytes = "50M",
        int $backups = 10,
        ?Rotate $every = null,
        bool $gzip = false,
        bool|string $prefix = false,
        bool $stripAnsi = false
    ): Output {}

    /**
     * A message for each line: priority "info" for stdout, "warning" for stderr. Lines of more than 3775 bytes are cut into several.
     *
     * @param string $ident may contain %pool% and %slot%
     * @param int $facility LOG_USER, LOG_DAEMON, LOG_LOCAL0 ...
     * @throws \ValueError
     */
    public static function syslog(string $ident = "%pool%", int $facility = LOG_USER, bool $stripAnsi = true, string $socket = "/dev/log"): Output {}

    /** The master's own stdout and stderr, line by line, for containers. Lines of more than 3775 bytes are cut into several. @throws \ValueError */
    public static function inherit(bool|string $prefix = true, bool $stripAnsi = false): Output {}

    /**
     * Calls a closure in the master with each line, without its end: fn (string $line, string $stream, int $slot, int $pid, string $pool): void. Lines of more than
     * 8192 bytes are cut into several. It is a callback like those of Pool::on(): while it runs, nobody is supervised.
     */
    public static function to(\Closure $callback, bool $stripAnsi = false): Output {}

    /** Nowhere; only the last of it is kept, for Pool::tail() and WorkerExit::$output. */
    public static function none(): Output {}
}

/**
 * The work of a pool whose workers are external programs: spawned without a shell, each in a process group of its own, and supervised like any other worker.
 *
 * Placeholders in $argv, in the values of $env and in $directory: %pool%, %slot%, %spawn% (the how-manieth worker of its slot, from 1), and %% for a percent sign; any
 * other percent sign is a ValueError. A program finds the same in its environment as SUPERVISOR_POOL, SUPERVISOR_SLOT and SUPERVISOR_SPAWN. Its stdin is
 * /dev/null; stdout and stderr are those of the master, or go to the pool's $output.
 *
 * @strict-properties
 * @not-serializable
 */
final class Command
{
    /**
     * @param array $argv list of strings, not empty: the program and its arguments. A program without a slash is looked for in the PATH of the environment that it
     *   gets, absolute directories only; a relative path is relative to $directory
     * @param string|null $directory where it runs; null: where the master does
     * @param array $env name => string, int, float, or null: not in the environment. Beside what the master's environment has, or with $clearEnv alone
     * @param bool $clearEnv nothing of the master's environment
     * @param string|null $user name or number; also sets its groups and HOME, USER and LOGNAME. null: as the master
     * @param string|null $group name or number; null: that of $user, or the master's
     * @param int|null $umask 0 to 0777; null: the master's
     * @param int|null $nice -20 to 19; null: the master's
     * @param int $stopSignal 1 to 64, not SIGSTOP or SIGCONT: asks it to end
     * @param bool $killAsGroup signals go to its whole process group, and what it has started ends with it; false: to the program alone, and what it has started is left
     *   alone
     * @param array $exitCodes list of int, 0 to 255: exit statuses that are a success, once it was ready
     * @param float $startSeconds seconds, 0 to 31536000: alive for so long, it is ready. 0: at once
     * @param bool $notify it is ready when it says so: READY=1 to NOTIFY_SOCKET, as sd_notify(3) does, within the pool's $bootTimeout. STATUS= is SlotStatus::$note
     * @param float $watchdog seconds, 0 to 31536000, only with $notify: kill it when it has not said WATCHDOG=1 for so long. 0: no watchdog
     */
    public function __construct(
        array $argv,
        ?string $directory = null,
        array $env = [],
        bool $clearEnv = false,
        ?string $user = null,
        ?string $group = null,
        ?int $umask = null,
        ?int $nice = null,
        int $stopSignal = 15,
        bool $killAsGroup = true,
        array $exitCodes = [0],
        float $startSeconds = 1.0,
        bool $notify = false,
        float $watchdog = 0.0
    ) {}
}

/**
 * Why an attempt failed.
 *
 * @strict-properties
 * @not-serializable
 */
final class Failure
{
    public readonly FailureReason $reason;
    public readonly string $message;
    /** class of the exception */
    public readonly ?string $class;
    public readonly int $code;
    public readonly ?string $file;
    public readonly int $line;
    /** as Throwable::getTraceAsString(); also of a worker that crashed, where it could still tell */
    public readonly string $trace;
    public readonly ?int $signal;
    public readonly ?int $exitCode;
    /** of the worker; 0: no worker ran it */
    public readonly int $pid;
    /** of the exception that this one was made from; not of another attempt */
    public readonly ?Failure $previous;
    /**
     * Of the failure of a job: those of its counted attempts before this one, the oldest first, the last 10. Short: their texts are cut after 300 bytes, without
     * trace, previous and earlier ones.
     *
     * @var list<Failure>
     */
    public readonly array $earlier;

    private function __construct() {}
}

/**
 * A job that has failed for good, as Pool::failed() lists it.
 *
 * @strict-properties
 * @not-serializable
 */
final class FailedJob
{
    public readonly string $id;
    public readonly ?string $name;
    /** null, and a line in the log, when it cannot be unserialized (any more) */
    public readonly mixed $payload;
    /** @var array<string,scalar|null> */
    public readonly array $headers;
    public readonly int $attempts;
    public readonly int $crashes;
    public readonly Failure $failure;
    /** Unix time: when it was submitted */
    public readonly float $createdAt;
    /** Unix time */
    public readonly float $failedAt;

    private function __construct() {}
}

/**
 * How a worker ended.
 *
 * @strict-properties
 * @not-serializable
 */
final class WorkerExit
{
    public readonly string $pool;
    public readonly int $slot;
    /** 0: a program that could not be started */
    public readonly int $pid;
    public readonly int $spawn;
    public readonly bool $planned;
    public readonly ExitReason $reason;
    /** null: a signal ended it, or its status is not known */
    public readonly ?int $exitCode;
    public readonly ?int $signal;
    /** the job it died in */
    public readonly ?Job $job;
    /** the open begin() of a Loop it died in */
    public readonly ?string $label;
    /** the worker's last words in one line: an exception or a fatal error with its place, or where a signal ended it; of a program: why it could not be started, or what its watchdog missed. "": none */
    public readonly string $message;
    /** as Throwable::getTraceAsString(): where it was when its time was up, it had far too much memory, or SIGSEGV, SIGBUS, SIGFPE, SIGILL or SIGABRT ended it; "": not known, or it ended otherwise */
    public readonly string $trace;
    /** seconds from fork to death */
    public readonly float $uptime;
    /** jobs that it told the end of, failed ones included */
    public readonly int $jobs;
    /** largest RSS in bytes; of a program: the largest that was seen, when it was ready and, with maxMemory, once a second */
    public readonly int $peakMemory;
    /** seconds, user and system, with those of its reaped children */
    public readonly float $cpuTime;
    /** seconds until its slot gets a new worker; null: it gets none */
    public readonly ?float $restartIn;
    /** the last lines that it printed, at most 2 KiB of stdout and then 2 KiB of stderr, in a pool with an $output; "": nothing */
    public readonly string $output;

    private function __construct() {}
}

/**
 * A slot and the worker in it.
 *
 * @strict-properties
 * @not-serializable
 */
final class SlotStatus
{
    public readonly string $pool;
    public readonly int $slot;
    /** 0: the slot is empty */
    public readonly int $pid;
    /** workers this slot has had */
    public readonly int $spawn;
    public readonly SlotState $state;
    /** id of the job that runs */
    public readonly ?string $job;
    /** name of the job that runs, or the open begin() of a Loop */
    public readonly ?string $label;
    /** of the job that runs; 0: none runs */
    public readonly int $attempt;
    /** seconds; 0: nothing runs */
    public readonly float $runningFor;
    /** seconds since the fork */
    public readonly float $uptime;
    /** seconds of CPU at the end of its last job; of a program: now, without those of children that still run */
    public readonly float $cpuTime;
    /** finished by this worker */
    public readonly int $jobs;
    /** unplanned ends in a row, the ones that the backoff counts */
    public readonly int $failures;
    /** RSS in bytes at the end of its last job or boot, taken at most every 10 ms; of a program: now, and with maxMemory that of its process group within the last second */
    public readonly int $memory;
    /** largest RSS in bytes, likewise */
    public readonly int $peakMemory;
    /** seconds until the slot gets a new worker; null: it is not waiting */
    public readonly ?float $restartIn;
    /** 0 to 1: how far the job that runs is, as it has told by Job::progress() */
    public readonly float $progress;
    /** what it does, likewise; of a program: its last STATUS=, at most 128 bytes */
    public readonly string $note;

    private function __construct() {}
}

/**
 * A pool at one moment. Jobs add up: queued + delayed + reserved + running + done + failed + cancelled is how many were submitted, where a failed job that was
 * queued again counts as submitted once more.
 *
 * @strict-properties
 * @not-serializable
 */
final class Status
{
    public readonly string $pool;
    /** ready, in no worker's buffer */
    public readonly int $queued;
    /** waiting for their time: the delay of submit(), or that before a retry */
    public readonly int $delayed;
    /** in a worker's buffer, not begun */
    public readonly int $reserved;
    public readonly int $running;
    public readonly int $done;
    public readonly int $failed;
    public readonly int $cancelled;
    /** attempts that were followed by another one */
    public readonly int $retried;
    /** attempts that ended with the death of their worker by a signal */
    public readonly int $crashes;
    /** jobs that were done when their worker died before it had sent the result: they run again */
    public readonly int $lostResults;
    /** workers that replaced another one */
    public readonly int $restarts;
    /** @var array<string,int> planned ends by ExitReason value */
    public readonly array $recycled;
    /** seconds that the job at the head of the queue, the oldest one, has been ready; null: none is queued */
    public readonly ?float $oldest;
    /**
     * Seconds that attempts took, all since the pool was made, also those that failed and those that a worker died in. p50, p90 and p99 are off by at
     * most 1/16 or 64 ns, max is exact. A Loop's jobs are not known here. Nothing yet: each is null.
     *
     * @var array{p50: ?float, p90: ?float, p99: ?float, max: ?float}
     */
    public readonly array $runTime;
    /**
     * Seconds from when the jobs of these attempts were ready (submitted, or due for a retry) until they began, likewise.
     *
     * @var array{p50: ?float, p90: ?float, p99: ?float, max: ?float}
     */
    public readonly array $waitTime;
    /** @var list<SlotStatus> */
    public readonly array $slots;
    /** @var list<WorkerExit> the last 100, newest last; $job is null when its payload and failure are larger than 64 KiB */
    public readonly array $exits;
    /** the workers cannot boot: see OnDegraded */
    public readonly bool $degraded;
    /** failed jobs that Pool::failed() lists */
    public readonly int $failedKept;
    /** failed jobs that were dropped from there because it was full */
    public readonly int $failedDropped;

    private function __construct() {}
}

/** (new Master($pools))->run() */
function run(Pool ...$pools): int {}
