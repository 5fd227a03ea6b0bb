/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * pool.h: a pool: its slots, the workers in them, its jobs.
 *
 * pool.c runs the slots: events go through the table of slot.c, what they ask for is done through the port. limits.c knows when the time or
 * the memory of a worker is up. roll.c replaces healthy workers, and changes how many there are. dispatch.c hands jobs to workers, attempt.c
 * settles them; death.c does what follows a worker's death. All are driven from outside, between rounds of the loop: sv_pool_readable() and its like say what has
 * happened, sv_pool_service() does what is due. Hooks tell the owner; they must not call back into the pool, except for holding a job.
 *
 * Knows nothing of PHP, libev or Linux.
 */
#ifndef SV_POOL_H
#define SV_POOL_H

#include "core/channel.h"
#include "core/failed.h"
#include "core/histogram.h"
#include "core/pace.h"
#include "core/policy.h"
#include "core/slot.h"

typedef struct sv_list {
	struct sv_slot *head, *tail;
} sv_list;

#define SV_NO_NUMBER UINT32_MAX

/* How a worker ended. */
typedef struct sv_obituary {
	sv_end end;
	pid_t pid;
	uint32_t number; /* of the slot */
	uint32_t spawn;
	int64_t uptime_ns;
	int64_t restart_ns; /* until the slot's next worker; SV_NEVER: none */
	uint64_t peak_memory;
	int64_t cpu_ns;
	sv_job *job;        /* the one it died in or ended by, held during the hook; NULL: none */
	bool charged;       /* it died in it: the job is charged when this is told */
	bool ready;         /* it had booted */
	bool old_stays;     /* it was to replace a worker, which stays now */
	sv_where *where;    /* likewise: what it said when a signal ended it; NULL: nothing */
	char *output;       /* likewise: what it printed last, malloc; NULL: nothing, or its pool has no output */
	uint32_t output_len;
	sv_report report;
} sv_obituary;

typedef struct sv_slot {
	sv_due timer; /* in pool->forks when BACKOFF, else in pool->timers */
	struct sv_pool *pool;
	uint32_t index;  /* in pool->slots */
	uint32_t number; /* as users know it; a worker and its successor have the same. SV_NO_NUMBER: not in use */
	sv_state state;
	bool wanted;    /* should have a worker; of a worker and its successor one is */
	bool resting;   /* was ended by idleTimeout: gets a worker when there is work */
	bool gone;      /* is not in use any more once its worker is dead */
	bool replaced;  /* gone: for a successor that is ready */
	bool rolling;   /* its worker is being replaced: counted in pool->rolling */
	bool wish;      /* in pool->wishes: its worker should be replaced, for `why` */
	bool overfull;  /* its worker was over maxMemory when it was ready */
	uint64_t fresh; /* bytes that its worker had then */
	bool ready;     /* this worker has booted */
	bool asked;     /* this worker was asked to leave */
	bool killed;    /* SIGKILL was sent to it */
	bool broken;    /* its channel is closed, or it sent nonsense */
	bool in_room;   /* in pool->room */
	bool late;      /* what lay behind the job that runs was given to others: no more for it until that is over */
	bool unsent;    /* in pool->dirty */
	bool starved;   /* there was no memory to write its frames: the timer is armed for it */
	uint32_t spawn; /* the how-manieth worker this is, from 1 */
	uint32_t ordinal;  /* ... of all that this process has forked */
	uint32_t followed; /* jobs that it has submitted */
	unsigned failures; /* ends in a row that count */
	unsigned fork_failures;
	int fork_errno;
	unsigned roll_failures; /* successors in a row that did not boot */
	sv_exit_reason why;     /* asked, wish: why it is to leave. expired: why it is killed */
	bool expired;
	bool traced;            /* its stack was asked for */
	bool signalled;         /* a loop or a program: the signal that asks it to leave was sent to it */
	uint32_t generation;    /* pool->generation when it was forked */
	struct sv_slot *successor, *predecessor; /* while the former is not ready */
	struct sv_slot *wish_next, *free_next;

	/* of the worker, by port->spawn */
	pid_t pid; /* 0: none */
	sv_obituary obituary; /* of the last one, until it is told of */
	struct sv_slot *untold_next;
	int fd;    /* -1: none */
	sv_cell *cell;  /* made for the slot's first worker, kept for the next ones */
	struct sv_capture *capture; /* likewise, in a pool with an output: what they print; see logs.h */
	void *watch; /* the port's */

	int64_t forked_ns, ready_ns;

	/* limits.c; SV_NEVER: none */
	int64_t boot_at;   /* STARTING: must be ready */
	int64_t ready_at;  /* STARTING, of a program: is ready when it lives then */
	int64_t expire_at; /* look whether the job that runs has time left; of a program: it must have spoken before */
	int64_t age_at;    /* is old */
	int64_t idle_at;   /* IDLE: has had nothing to do for long */
	unsigned excuses;  /* in a row, for the master's lateness */
	int64_t excused_began, excused_until; /* the attempt that began then has until then */
	int64_t end_at;    /* DRAINING, STOPPING: must be gone. KILLING: SIGKILL (again) */
	int64_t wish_after; /* no other successor before */

	uint32_t max_jobs; /* of this worker, with jitter; 0: no limit */
	uint32_t given;    /* jobs handed to it that it begins or has begun */

	uint64_t lying;   /* the hand-out that was next at a look for stalled workers, and was first seen there at: */
	int64_t lying_ns;

	/* Its buffer: hand-outs head..tail-1, ring[i % SV_RING] is the job or NULL (settled, taken). sent: the first not yet written. */
	uint32_t head, tail, sent;
	uint32_t has; /* jobs in it */
	sv_job *ring[SV_RING];
	uint64_t serials[SV_RING];
	uint32_t expects[SV_RING]; /* ns that the jobs are expected to take */
	int64_t ahead_ns;          /* ... all of them */
	uint32_t counted;          /* ... by this version of the paces */
	uint8_t least;             /* no job in it that has not begun is of a less urgent level */

	sv_job *failed; /* the one that failed last, held until the next one ends: the worker may be ending because of it */
	bool untold;    /* it has failed for good, and is to be named in the log after its worker's death */

	sv_out out;
	sv_in in;
	struct sv_slot *room_next, *room_prev; /* pool->room */
	struct sv_slot *dirty_next;
	struct sv_slot *crowd_next, *crowd_prev; /* pool->crowd: has >= 2 */
} sv_slot;

typedef enum sv_phase { SV_PH_NEW, SV_PH_RUNNING, SV_PH_STOPPING, SV_PH_STOPPED } sv_phase;

typedef struct sv_pool_config {
	const char *name; /* the owner's */
	uint32_t workers;
	bool handler;      /* has jobs; else its workers run a loop of their own, or: */
	struct sv_program *program; /* its workers are programs: no channel, and their cells are written by the master. The owner's; NULL: they are not */
	uint32_t max_jobs; /* 0: no limit */
	sv_job_limits limits;
	int64_t stop_ns;
	int64_t timeout_ns;   /* of an attempt; 0: none */
	int64_t boot_ns;      /* fork to ready; 0: no limit */
	uint64_t max_memory;  /* RSS, bytes; 0: no limit */
	int64_t max_age_ns;   /* 0: no limit */
	int64_t idle_ns;      /* 0: idle workers stay */
	uint32_t min_workers; /* ... and so many do all the same */
	sv_restart restart;
	uint64_t no_restart[4];  /* a bit for each exit status that is not to be restarted */
	bool exit_when_degraded;
	uint32_t max_body;    /* of a frame */
	int64_t *backoff_ns;  /* by attempt, the last one repeats; malloc, the pool's. NULL: hooks->backoff decides */
	uint32_t backoff_len;
	const struct sv_output *output; /* where what workers print goes to, the owner's; NULL: where it goes by itself */
} sv_pool_config;

typedef struct sv_pool_hooks {
	sv_blob (*new_blob)(size_t len, char **bytes);
	void (*free_blob)(void *owner);
	uint32_t blob_head; /* bytes from the owner of a blob to its data, of all blobs */
	sv_blob (*share_blob)(sv_blob b); /* another reference, or a copy; an empty one for an empty one */
	/* True: it has failed, nobody will see it, and `failed` is to be called when the log has come so far: after the death of its worker. */
	bool (*settled)(struct sv_pool *pool, sv_job *job);
	void (*failed)(struct sv_pool *pool, const sv_job *job);
	void (*retried)(struct sv_pool *pool, sv_job *job, int64_t delay_ns);
	/* Called when config.backoff_ns is NULL: the owner calls sv_pool_decide() later. why belongs to the job. */
	void (*backoff)(struct sv_pool *pool, sv_job *job);
	void (*ready)(struct sv_pool *pool, sv_slot *slot);
	void (*died)(struct sv_pool *pool, sv_slot *slot, const sv_obituary *o);
	/* Boots keep failing, or a rolling restart was given up; why: one line. recovered: a worker is ready again after the former. */
	void (*degraded)(struct sv_pool *pool, const char *why);
	void (*recovered)(struct sv_pool *pool);
	/* The id of a job as users know it, for the log. Returns buf. */
	char *(*job_id)(uint64_t number, char *buf, size_t size);
	/* The pool with this id that a worker of `from` has submitted a job to; NULL: it is gone, or cannot be started. */
	struct sv_pool *(*pool_of)(struct sv_pool *from, uint32_t id);
	/* Reads the meta of a job that a worker has submitted. False: it is none. */
	bool (*about)(const char *meta, uint32_t len, sv_about *a);
	/* A frame SV_T_WORD. False: it makes no sense. NULL: none does. */
	bool (*word)(struct sv_pool *pool, sv_slot *slot, const sv_frame *head, sv_blob body);
} sv_pool_hooks;

typedef struct sv_pool {
	const sv_port *port;
	const sv_pool_hooks *hooks;
	sv_pool_config config;
	void *owner;
	uint32_t refs;
	uint32_t id;   /* unique in this process, from 1 */
	sv_phase phase;
	bool killed;   /* a worker had to be killed at the stop */
	bool degraded; /* boots keep failing: one worker at a time is tried */
	bool gave_up;  /* stopped by itself: degraded, or no slot restarts any more */
	bool memory_warned, no_begin_told, refusal_told;
	sv_slot **slots; /* len; config.workers of them are the pool's slots, others are successors or not in use */
	uint32_t len, cap;
	sv_slot *unused;  /* by free_next */
	sv_list wishes;   /* by wish_next */
	sv_list untold;   /* by untold_next: whose obituary nobody has heard */
	uint32_t wanted;  /* slots that should have a worker */
	uint32_t resting;
	uint32_t rolling;
	uint32_t generation;    /* how often restart() was called */
	uint32_t boot_failures, probes; /* in a row */
	int64_t probe_at; /* degraded: no fork before */
	int64_t memory_at;
	uint32_t occupied; /* slots with a process */
	uint32_t starting; /* workers that have not been ready */
	sv_heap timers, forks;
	sv_jobs jobs;
	sv_failed_store failed;
	bool unseen; /* what hooks->settled() said of the last job */
	sv_budget budget;
	int64_t stop_at;     /* STOPPING: when workers are killed */
	sv_paces paces;      /* how long jobs take */
	uint64_t serial;     /* of the last hand-out */
	int64_t rebalance_at; /* look again whether jobs should be taken back; SV_NEVER: no */
	sv_list room;        /* ready slots that may take another job, the idle ones first */
	sv_slot *warm;       /* in room, and at work that is over before another worker were awake: the next one; NULL: none */
	sv_slot *dirty;      /* slots with frames to write */
	sv_slot *crowd;      /* slots with two jobs or more */
	int64_t late_at;     /* look no sooner whether jobs lie behind one that is late */
	int64_t lying_at;    /* look no sooner whether a single job is left lying */
	uint8_t least;       /* no job in any buffer that has not begun is of a less urgent level */
	uint32_t look;       /* the slot where the next search begins */
	uint64_t restarts;
	uint64_t recycled[SV_X_REASONS];
	sv_histogram run_time;  /* of attempts: how long each took */
	sv_histogram wait_time; /* ... and how long its job had been ready when it began */
	char *scratch; /* to read into */
	char *gather;  /* SV_GATHER_MAX bytes and a head for each claim word: what is written in one piece */
} sv_pool;

/* A body up to this size is copied behind its head: the kernel takes one long piece faster than many short ones, each checked and copied by itself. */
#define SV_GATHER_MAX 512

/*
 * A pool in phase NEW with config->workers slots, or NULL: out of memory. Takes config's backoff_ns. One reference; jobs of a pool may be
 * released until its last reference is gone.
 */
sv_pool *sv_pool_new(const sv_pool_config *config, const sv_port *port, const sv_pool_hooks *hooks, void *owner);
void sv_pool_hold(sv_pool *pool);
void sv_pool_release(sv_pool *pool);

/* NEW -> RUNNING: every slot is to have a worker; the next sv_pool_service() forks. */
void sv_pool_start(sv_pool *pool);

/*
 * RUNNING -> STOPPING: cancels what has not begun, asks the workers to leave, kills them after timeout_ns. STOPPED when they are gone. Again: a
 * shorter timeout counts.
 */
void sv_pool_stop(sv_pool *pool, int64_t timeout_ns);

/* One step further for every worker, now: SIGKILL. Only when STOPPING. */
void sv_pool_kill(sv_pool *pool);

/*
 * Does what is due: forks (unless may_fork is false: they stay due), timers, jobs to hand out. Bounded work.
 */
void sv_pool_service(sv_pool *pool, bool may_fork);

/* Would sv_pool_service() fork now? */
bool sv_pool_forks_due(const sv_pool *pool);

/* When sv_pool_service() has something to do next; SV_NEVER: only after an event. */
int64_t sv_pool_deadline(const sv_pool *pool, bool may_fork);

/* --- roll.c --- */

/* Replaces every worker, a tenth of them at a time, each successor ready before its predecessor leaves. Workers that were given up start, too. */
void sv_pool_restart(sv_pool *pool);

/* As many workers from now on; those without a job go first, no job is interrupted. False: out of memory; those that could be added stay. */
bool sv_pool_scale(sv_pool *pool, uint32_t workers);

/* What has happened to a worker. died: it is reaped, lost: by somebody else, so status means nothing. */
void sv_pool_readable(sv_pool *pool, sv_slot *slot);
void sv_pool_writable(sv_pool *pool, sv_slot *slot);
void sv_pool_died(sv_pool *pool, sv_slot *slot, int status, bool lost, uint64_t peak_memory, int64_t cpu_ns);

/* Of a death whose slot is refilled at once the log and the hook hear here, which sv_pool_service() calls when it has forked. */
void sv_pool_tell_deaths(sv_pool *pool);

/* Runs an event through the table; for pool.c and dispatch.c. */
void sv_pool_event(sv_pool *pool, sv_slot *slot, sv_event event);

/* One line in the log; and one with facts (may be NULL). */
void sv_pool_log(const sv_pool *pool, const sv_slot *slot, sv_log_level level, const char *format, ...) __attribute__((format(printf, 4, 5)));
void sv_pool_log_facts(const sv_pool *pool, const sv_slot *slot, sv_log_level level, const sv_facts *facts, const char *format, ...)
	__attribute__((format(printf, 5, 6)));

/* Sizes are told as they are given, "256M": in MiB. */
static inline double sv_mib(uint64_t bytes)
{
	return (double) bytes / (1 << 20);
}

/* "", or "s" for all numbers but 1. */
static inline const char *sv_plural(uint64_t n)
{
	return n == 1 ? "" : "s";
}

/* --- dispatch.c: jobs --- */

/* A new job; the caller has a reference. NULL: out of memory. */
sv_job *sv_pool_submit(sv_pool *pool, const sv_order *order);

/* Hands ready jobs to workers. now: also writes them to workers that had others already. */
void sv_pool_dispatch(sv_pool *pool, bool now);

/* The answer to hooks->backoff(): another attempt after delay_ns, or failed for good when it is negative. */
void sv_pool_decide(sv_pool *pool, sv_job *job, int64_t delay_ns);

/*
 * Queues a failed job again, as a new one with its number: nothing is left of its attempts. It is outside of any limit of the queue. The entry is gone. False: out of
 * memory, it stays. The caller calls sv_pool_dispatch().
 */
bool sv_pool_retry_failed(sv_pool *pool, sv_failed *failed);

/* Cancels a job that has not begun. False: it runs, or is settled. */
bool sv_pool_cancel(sv_pool *pool, sv_job *job);

/* Has a handed job begun? */
bool sv_pool_job_runs(const sv_job *job);

/* --- inside.c: while a job runs --- */

/*
 * Asks a job that has begun to give up; force: ends its worker. From now on it is not run again: it is DONE when it is done all the same, else CANCELLED; with
 * force when its worker is reaped. False: it is settled, or has not begun. The caller holds it.
 */
bool sv_pool_cancel_running(sv_pool *pool, sv_job *job, bool force);

/* What the attempt that runs has told of its progress; while none runs, what was told last. NULL: nothing. Valid until the pool is used again. */
const sv_told *sv_pool_progress(sv_pool *pool, sv_job *job);

/* --- for each other --- */

static inline int64_t sv_pool_now(const sv_pool *pool)
{
	return pool->port->now(pool->port->ctx);
}

static inline double sv_pool_random(const sv_pool *pool)
{
	return pool->port->random(pool->port->ctx);
}

/* death.c: the obituaries that nobody has heard are nobody's. */
void sv_pool_forget_deaths(sv_pool *pool);

/* pool.c: STOPPING -> STOPPED when no worker is left. */
void sv_pool_check_stopped(sv_pool *pool);

/* pool.c: a slot with no worker and this number, or NULL: out of memory. */
sv_slot *sv_pool_new_slot(sv_pool *pool, uint32_t number);
void sv_pool_free_slot(sv_pool *pool, sv_slot *slot);
void sv_pool_want(sv_pool *pool, sv_slot *slot, bool wanted);

/* Does its worker run a job, as far as that can be known? */
static inline bool sv_slot_works(const sv_slot *slot)
{
	return slot->has > 0 || (slot->pid && !slot->pool->config.handler && __atomic_load_n(&slot->cell->report.began_ns, __ATOMIC_RELAXED) != 0);
}

/* Sends a loop the signal that asks it to leave, if that was not done yet; else false. */
bool sv_pool_signal_late(sv_pool *pool, sv_slot *slot);

/* Asks the worker of a slot to leave, for a planned reason. */
void sv_pool_retire(sv_pool *pool, sv_slot *slot, sv_exit_reason why);

/* tend.c: a new worker that is a program; it is ready; what it has said (dead: it is reaped); its memory now, which is noted. How it ended. */
void sv_tend_begin(sv_pool *pool, sv_slot *slot, int64_t now);
void sv_tend_ready(sv_pool *pool, sv_slot *slot);
void sv_tend_read(sv_pool *pool, sv_slot *slot, bool dead);
uint64_t sv_tend_memory(sv_pool *pool, sv_slot *slot);
sv_end sv_tend_end(const sv_pool *pool, const sv_slot *slot, int status, bool lost);

/* ... the signal that asks it to leave; has it said nothing for too long? Then its last words tell. */
void sv_tend_ask(sv_pool *pool, sv_slot *slot);
void sv_tend_silent(sv_pool *pool, sv_slot *slot);

/* attempt.c: a worker leaves by itself, and gets as long for that as when it is asked to. */
void sv_attempt_leaves(sv_pool *pool, sv_slot *slot);

/* death.c: a program could not be started; its cell tells why. */
void sv_pool_not_started(sv_pool *pool, sv_slot *slot);

/* limits.c: puts the nearest deadline of a slot into pool->timers; what is due; what a worker's memory asks for after a job. */
void sv_limits_arm(sv_pool *pool, sv_slot *slot);
void sv_limits_begin(sv_pool *pool, sv_slot *slot, int64_t now);
void sv_limits_due(sv_pool *pool, sv_slot *slot, int64_t now);
void sv_limits_after_job(sv_pool *pool, sv_slot *slot);
void sv_limits_handed(sv_pool *pool, sv_slot *slot, int64_t timeout_ns, int64_t now);
void sv_limits_told(sv_pool *pool, sv_slot *slot, int64_t deadline);
void sv_limits_send_later(sv_pool *pool, sv_slot *slot);
void sv_limits_memory(sv_pool *pool, int64_t now);
int64_t sv_limits_memory_due(const sv_pool *pool);

/* roll.c: this worker should be replaced; begins what may begin; a successor is ready; a worker is dead: does its slot go on by itself? There is
 * work for slots that rest; n of them get workers again. */
void sv_roll_wish(sv_pool *pool, sv_slot *slot, sv_exit_reason why);
void sv_roll_go(sv_pool *pool);
void sv_roll_ready(sv_pool *pool, sv_slot *slot);
bool sv_roll_dead(sv_pool *pool, sv_slot *slot, sv_obituary *o);
void sv_roll_demand(sv_pool *pool);

/* When sv_roll_go() has something to do next; the successor that boots for this slot is not wanted any more. */
int64_t sv_roll_due(const sv_pool *pool);
void sv_roll_abandon(sv_pool *pool, sv_slot *slot);
void sv_roll_return(sv_pool *pool, uint64_t n);

/*
 * attempt.c: all frames that a worker has sent; its jobs when it is dead, of which the one that it died in is returned, held, and still HANDED: that is to be settled by
 * sv_attempt_crashed(), a crash unless the worker was being ended with its pool; the failure of a job that is cancelled.
 */
sv_read sv_attempt_read(sv_pool *pool, sv_slot *slot, bool whole);
sv_job *sv_attempt_bury(sv_pool *pool, sv_slot *slot, const sv_obituary *o);
void sv_attempt_crashed(sv_pool *pool, sv_job *job, const sv_obituary *o);
void sv_attempt_forget_failed(sv_slot *slot);
sv_blob sv_attempt_cancelled(void *pool, const sv_job *job);

/* failed.c: keeps a job that has failed. */
void sv_failed_keep(sv_pool *pool, sv_job *job);

/* inside.c: frames of these types (false: it makes no sense); what a job that its worker died in had told, by its cell. */
void sv_inside_progress(sv_pool *pool, sv_slot *slot, const sv_frame *head, sv_blob body);
bool sv_inside_submit(sv_pool *pool, sv_slot *slot, const sv_frame *head, sv_blob body);
void sv_inside_told(sv_pool *pool, sv_job *job, const sv_report *r);

/* dispatch.c: takes back and cancels what has not begun; gives back what a worker has not begun. */
void sv_dispatch_cancel_unbegun(sv_pool *pool);
void sv_dispatch_give_back(sv_pool *pool, sv_slot *slot);

/* Takes the job of this claim word back; false: it has begun. To the end of those with room. How long the jobs of a worker are expected to take. */
bool sv_dispatch_take_back(sv_pool *pool, sv_slot *slot, uint32_t i);
void sv_dispatch_last(sv_pool *pool, sv_slot *slot);
int64_t sv_dispatch_ahead(const sv_pool *pool, sv_slot *slot);

/*
 * rebalance.c. For idle workers while nothing is queued: takes back what others will not begin soon; false: nothing, and pool->rebalance_at tells when to look again. For
 * the most urgent job of the queue: see there. For all: what lies behind a job that has run for as long as all of them were expected to take.
 */
bool sv_rebalance(sv_pool *pool);
sv_slot *sv_rebalance_overtake(sv_pool *pool, bool *behind);
void sv_rebalance_late(sv_pool *pool, int64_t now);

/* Voids the job that a worker runs, if it is this one, or `job` is 0. False: it does not run. */
bool sv_dispatch_expire(sv_slot *slot, uint64_t job);

/* This claim word is settled or taken. All of a dead worker are. May the worker take jobs (again)? */
void sv_dispatch_detach(sv_slot *slot, uint32_t i);
void sv_dispatch_empty(sv_slot *slot);
void sv_dispatch_room(sv_pool *pool, sv_slot *slot);

/* send.c: writes the jobs of a worker that are not yet written, as far as its channel takes them; the rest when it takes more. */
void sv_send(sv_pool *pool, sv_slot *slot);

#endif
