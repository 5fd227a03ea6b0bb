/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * job.h: the job table of a pool, in the master's memory.
 *
 *     QUEUED --hand--> HANDED --settle--> DONE | FAILED | CANCELLED
 *        ^               |  |
 *        |---give back---|  |--retry--> DELAYED --due--> QUEUED
 *
 * HANDED is Reserved or Running: only the claim word tells (cell.h). Knows nothing of slots, sockets or PHP; payloads and results
 * are blobs that it frees through a hook. All counters are kept here, so that they add up:
 * submitted = queued + delayed + handed + done + failed + cancelled.
 */
#ifndef SV_JOB_H
#define SV_JOB_H

#include "core/frame.h"
#include "core/heap.h"
#include "core/port.h"
#include "core/told.h"

typedef enum sv_job_state { SV_J_QUEUED, SV_J_DELAYED, SV_J_HANDED, SV_J_DONE, SV_J_FAILED, SV_J_CANCELLED, SV_J_STATES } sv_job_state;

struct sv_jobs;

/* The master counts its jobs from 1. A worker makes the numbers of those that it submits by itself: the n-th of the worker with this ordinal. */
#define SV_BY_WORKER (UINT64_C(1) << 63)

static inline uint64_t sv_job_number_by(uint32_t ordinal, uint32_t n)
{
	return SV_BY_WORKER | (uint64_t) ordinal << 32 | n;
}

typedef struct sv_job {
	sv_due due;                   /* DELAYED: in the heap */
	struct sv_job *next, *prev;   /* QUEUED: the ready list */
	struct sv_jobs *jobs;         /* in a pool that is held as long as its jobs are */
	struct sv_slot *slot;         /* HANDED: who has it */
	uint64_t number;              /* of the job in this process, from 1; or sv_job_number_by() */
	uint64_t inline_value;        /* of a scalar payload */
	union {
		int64_t created_ns;     /* not settled, or FAILED: when it was submitted */
		uint64_t inline_result; /* DONE: of a scalar result */
	};
	int64_t queued_ns;            /* since when it is ready; not moved by a hand-out that came to nothing */
	sv_blob payload, meta, result; /* result: DONE: the value. FAILED, CANCELLED, DELAYED: failure records */
	int64_t timeout_ns;           /* of an attempt; 0: none */
	uint64_t user[2];             /* for whoever submitted it */
	uint32_t refs;                /* the table's until it is settled, and others' */
	uint16_t attempts, crashes;   /* over */
	uint16_t deliveries;          /* hand-outs that were neither a counted attempt nor given back */
	uint16_t ring;                /* HANDED: its claim word */
	uint8_t state, kind;
	uint8_t result_kind : 4;
	uint8_t told : 1;             /* jobs->told has something of it */
	uint8_t unwanted : 1;         /* it was asked to give up: not run again, whatever becomes of it */
	uint8_t pace;                 /* for whoever hands it out */
} sv_job;

typedef struct sv_job_limits {
	uint16_t max_attempts, max_crashes;
} sv_job_limits;

typedef struct sv_job_counts {
	uint64_t submitted, queued, delayed, handed, done, failed, cancelled;
	uint64_t retried, crashes, lost_results;
} sv_job_counts;

typedef struct sv_jobs {
	sv_job *head, *tail; /* ready, next first */
	sv_heap delayed;
	sv_job_counts n;
	sv_tolds told;       /* of jobs that have told their progress */
	void (*free_blob)(void *owner);
	/* A job reached DONE, FAILED or CANCELLED; its result is set. It may be freed after this returns unless it is held. */
	void (*settled)(struct sv_jobs *jobs, sv_job *job);
	void *ctx;
} sv_jobs;

/*
 * A new job at the end of the queue, or NULL: out of memory. The table owns the blobs from then on. A payload without an owner
 * is a scalar: its bytes, at most 8, are copied. The caller has one reference.
 */
sv_job *sv_jobs_add(sv_jobs *t, uint64_t number, sv_value_kind kind, sv_blob payload, sv_blob meta, int64_t now);

void sv_job_hold(sv_job *job);
void sv_job_release(sv_job *job);

/* The next ready job, which is HANDED from now on; NULL: none. */
sv_job *sv_jobs_hand(sv_jobs *t);

/* HANDED -> QUEUED, in front: it has not begun. Several are given back last one first, to keep their order. */
void sv_jobs_give_back(sv_jobs *t, sv_job *job);

/* HANDED -> QUEUED, in front: it was done, but its result is lost. Or FAILED, at the delivery limit; then `why` is its failure. */
void sv_jobs_lost_result(sv_jobs *t, sv_job *job, sv_blob why);

/* What to do after a failed attempt. UNDELIVERABLE: fail it, for it was handed out too often without an attempt that counts. */
typedef enum sv_next { SV_N_RETRY, SV_N_FAIL, SV_N_UNDELIVERABLE } sv_next;

/*
 * Charges a HANDED job for an attempt that ended with this failure: attempts and crashes go up; of one that is not counted only its deliveries. crashed: its
 * worker died without a word. Returns whether the rules allow another attempt; the caller then calls retry or settles it.
 */
sv_next sv_jobs_charge(sv_jobs *t, sv_job *job, const sv_failure *f, bool crashed, sv_job_limits limits);

/* HANDED -> DELAYED until `due`. why: failure records. False: out of memory, nothing changed. */
bool sv_jobs_retry(sv_jobs *t, sv_job *job, sv_blob why, int64_t due);

/*
 * Any state that is not settled -> DONE, FAILED or CANCELLED, with its result or failure. A result without an owner is a scalar: its bytes, at
 * most 8, are copied.
 */
void sv_jobs_settle(sv_jobs *t, sv_job *job, sv_job_state state, sv_value_kind kind, sv_blob result);

/* Moves what is due from DELAYED to QUEUED, at the end. */
void sv_jobs_promote(sv_jobs *t, int64_t now);

/* When the next delayed job is due; SV_NEVER: none is. */
int64_t sv_jobs_due(const sv_jobs *t);

/* Jobs that are not settled. */
uint64_t sv_jobs_open(const sv_jobs *t);

/* Cancels all that is queued or delayed; why: gives each its failure. */
void sv_jobs_cancel_all(sv_jobs *t, sv_blob (*why)(void *ctx, const sv_job *job), void *ctx);

/* Keeps what a job has told of its progress (told.h), until it is freed. False: out of memory, nothing changed. NULL: nothing is kept. */
bool sv_jobs_tell(sv_jobs *t, sv_job *job, double fraction, const char *note, uint32_t len);
const sv_told *sv_jobs_told(const sv_jobs *t, const sv_job *job);

/* Gives back the memory of jobs that are gone, which is kept for the next ones. */
void sv_jobs_trim(void);

/* Drops every job; the table is empty. Jobs that are held live on, settled as CANCELLED without a word. */
void sv_jobs_free(sv_jobs *t);

#endif
