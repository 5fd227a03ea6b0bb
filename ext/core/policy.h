/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * policy.h: when, how often, how many. Pure functions of numbers: no clock, no process, no state but what is handed in.
 */
#ifndef SV_POLICY_H
#define SV_POLICY_H

#include "core/port.h"

/* A worker that was ready for so long ended a good run: its slot starts anew on the ladder. */
#define SV_STABLE_NS (30 * SV_SECOND_NS)
/* ... and one that was ready for so long is replaced at once, though its failures still count. */
#define SV_SETTLED_NS (10 * SV_SECOND_NS)
/* A planned end sooner than this, without a finished job, must not spin. */
#define SV_TOO_SOON_NS (1 * SV_SECOND_NS)
/* SIGKILL is repeated at this interval until the worker is gone. */
#define SV_KILL_AGAIN_NS (5 * SV_SECOND_NS)
/* Hand-outs of one job that were neither a counted attempt nor given back by the master, before it is failed. */
#define SV_MAX_DELIVERIES 20
/* From its second crash on a job waits at least so long, whatever its pool's backoff says. */
#define SV_CRASH_DELAY_NS (5 * SV_SECOND_NS)

/* A worker that is to die is asked for its stack first, and has so long to answer. */
#define SV_TRACE_NS (250 * SV_MS_NS)
/* A deadline that is seen so much later than it was: the master was held up itself, and perhaps its workers, too. */
#define SV_LATE_NS (250 * SV_MS_NS)
/* ... which excuses a worker so many times in a row. A master that is late again and again must end what hangs, too. */
#define SV_EXCUSES 3
/* How often the memory of workers is looked at while jobs run. */
#define SV_MEMORY_EVERY_NS SV_SECOND_NS
/* A pool whose boots fail is probed by one worker, not sooner than this step of the ladder. */
#define SV_PROBE_STEP 5

/* min(60 s, 0.1 s * 2^(n-1)) +-20 %: the wait before the next worker after n failures in a row, n >= 1. rnd in [0, 1). */
int64_t sv_policy_backoff(unsigned n, double rnd);

/* The same ladder starting at 1 s, for a fork that failed. */
int64_t sv_policy_fork_backoff(unsigned n, double rnd);

/* ns +-20 % */
int64_t sv_policy_jitter(int64_t ns, double rnd);

/* The maxJobs of one worker: up to 10 % less than max, never more and never 0; 0 (no limit) stays 0. */
uint32_t sv_policy_max_jobs(uint32_t max, double rnd);

/* The same for times: up to 10 % less. */
int64_t sv_policy_sooner(int64_t ns, double rnd);

/* How many healthy workers of a pool may be replaced at the same time: a tenth, at least one. */
uint32_t sv_policy_rolling(uint32_t workers);

/* How many boots in a row must fail until a pool is degraded: one for each of its slots, at least 5. */
uint32_t sv_policy_degraded(uint32_t workers);

/*
 * When to look again at a deadline that has passed, because the master saw it late by `late` ns: after as much time as was lost. 0: it was in time,
 * the deadline counts.
 */
int64_t sv_policy_excuse(int64_t late);

/* What a worker's memory (RSS) asks for; max 0: no limit. */
typedef enum sv_memory { SV_M_FITS, SV_M_OVER /* replace it */, SV_M_FAR_OVER /* more than 1.5 x max: end it */ } sv_memory;

sv_memory sv_policy_memory(uint64_t rss, uint64_t max);

typedef enum sv_restart { SV_R_ALWAYS, SV_R_ON_FAILURE, SV_R_NEVER } sv_restart;

/* How many crashed workers a pool replaces at once: a bucket of 5 per worker, filled with one per worker and second. */
typedef struct sv_budget {
	double tokens;
	int64_t at; /* ns of the last look; 0: never looked at, so full */
} sv_budget;

bool sv_policy_spend(sv_budget *b, uint32_t workers, int64_t now);

/* Moving average of a job's run time: known from the first sample on, and within a few jobs of a change. 0: not known. */
int64_t sv_policy_average(int64_t average_ns, int64_t sample_ns);

/* A worker is handed jobs until it has about so much work, or the ring is full. */
#define SV_AHEAD_NS (20 * SV_MS_NS)

/* What is known of a dead worker when its slot has to go on. */
typedef struct sv_death {
	bool wanted;       /* the slot should have a worker */
	bool planned;      /* the end was declared or asked for */
	bool in_job;       /* it ran a job */
	bool may_refill;   /* in_job only: the pool's budget allows it */
	bool was_ready;    /* it had booted */
	int64_t ready_ns;  /* how long it was ready */
	uint32_t jobs;     /* how many it finished */
	unsigned failures; /* of the slot, in a row, before this death */
	sv_restart restart; /* of the pool */
	bool finished;     /* it came to its end with success: a loop that returned */
	bool refused;      /* an exit status that is not to be restarted */
	bool overfull;     /* planned: it was over a limit from the start, and so the next one will be */
	double rnd;
} sv_death;

typedef struct sv_verdict {
	bool start;        /* the slot gets a next worker */
	bool fatal;        /* it gets none, and that is no success */
	int64_t delay_ns;  /* ... after so long; 0: at once */
	unsigned failures; /* of the slot from now on */
} sv_verdict;

sv_verdict sv_policy_after_death(const sv_death *d);

#endif
