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
/* Hand-outs of one job that were neither an attempt nor given back, before it is failed. */
#define SV_MAX_DELIVERIES 20
/* From its second crash on a job waits at least so long, whatever its pool's backoff says. */
#define SV_CRASH_DELAY_NS (5 * SV_SECOND_NS)

/* min(60 s, 0.1 s * 2^(n-1)) +-20 %: the wait before the next worker after n failures in a row, n >= 1. rnd in [0, 1). */
int64_t sv_policy_backoff(unsigned n, double rnd);

/* The same ladder starting at 1 s, for a fork that failed. */
int64_t sv_policy_fork_backoff(unsigned n, double rnd);

/* ns +-20 % */
int64_t sv_policy_jitter(int64_t ns, double rnd);

/* The maxJobs of one worker: up to 10 % less than max, never more and never 0; 0 (no limit) stays 0. */
uint32_t sv_policy_max_jobs(uint32_t max, double rnd);

/* How many crashed workers a pool replaces at once: a bucket of 5 per worker, filled with one per worker and second. */
typedef struct sv_budget {
	double tokens;
	int64_t at; /* ns of the last look; 0: never looked at, so full */
} sv_budget;

bool sv_policy_spend(sv_budget *b, uint32_t workers, int64_t now);

/* Moving average of a job's run time: known from the first sample on, and within a few jobs of a change. 0: not known. */
int64_t sv_policy_average(int64_t average_ns, int64_t sample_ns);

/* How many jobs a worker is handed ahead: about 20 ms of work, 1 when nothing is known, at most max. */
uint32_t sv_policy_window(int64_t average_ns, uint32_t max);

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
	double rnd;
} sv_death;

typedef struct sv_verdict {
	bool start;        /* the slot gets a next worker */
	int64_t delay_ns;  /* ... after so long; 0: at once */
	unsigned failures; /* of the slot from now on */
} sv_verdict;

sv_verdict sv_policy_after_death(const sv_death *d);

#endif
