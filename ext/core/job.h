/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * job.h: the job table of a pool, in the master's memory.
 *
 *     add --> QUEUED --hand--> HANDED --settle--> DONE | FAILED | CANCELLED
 *      |         ^               |  |
 *      |         |---give back---|  |--retry--> DELAYED --due--> QUEUED
 *      |--delay--> DELAYED
 *
 * HANDED is Reserved or Running: only the claim word tells (cell.h). Knows nothing of slots, sockets or PHP; payloads and results
 * are blobs that it frees through a hook. All counters are kept here, so that they add up:
 * submitted = queued + delayed + handed + done + failed + cancelled.
 *
 * A job is kept small, for there may be millions: what is never needed at the same time shares its place, and what few jobs have is not in it.
 */
#ifndef SV_JOB_H
#define SV_JOB_H

#include "core/frame.h"
#include "core/heap.h"
#include "core/port.h"
#include "core/told.h"
#include "core/unique.h"

typedef enum sv_job_state { SV_J_QUEUED, SV_J_DELAYED, SV_J_HANDED, SV_J_DONE, SV_J_FAILED, SV_J_CANCELLED, SV_J_STATES } sv_job_state;

#define SV_PRIORITY_MIN (-128) /* the most urgent */
#define SV_PRIORITY_MAX 127
#define SV_LEVELS 256

struct sv_jobs;

/* The master counts its jobs from 1. A worker makes the numbers of those that it submits by itself: the n-th of the worker with this ordinal. */
#define SV_BY_WORKER (UINT64_C(1) << 63)

static inline uint64_t sv_job_number_by(uint32_t ordinal, uint32_t n)
{
	return SV_BY_WORKER | (uint64_t) ordinal << 32 | n;
}
/* A blob without its length and data, which are at a fixed place behind its owner; or a scalar. */
typedef union sv_kept {
	void *owner;
	uint64_t scalar;
} sv_kept;

typedef struct sv_job {
	union {
		sv_due due;                        /* DELAYED: in the heap */
		struct { struct sv_job *next, *prev; }; /* QUEUED: in the list of its level */
		struct sv_slot *slot;              /* HANDED: who has it; else only by sv_job_slot() */
	};
	struct sv_jobs *jobs;         /* in a pool that is held as long as its jobs are */
	uint64_t number;              /* of the job in this process, from 1; or sv_job_number_by() */
	int64_t created_ns;           /* when it was submitted */
	int64_t queued_ns;            /* since when it is ready; not moved by a hand-out that came to nothing */
	sv_kept payload, result;      /* read them by sv_job_payload() and its like */
	void *meta;                   /* owner; NULL: none */
	sv_unique *unique;            /* its key; NULL: none */
	uint64_t user[2];             /* for whoever submitted it */
	uint32_t payload_len, meta_len, result_len;
	uint32_t timeout_ms;          /* of an attempt, rounded down: when to look; 0: none */
	uint32_t refs;                /* the table's until it is settled, and others' */
	uint16_t attempts, crashes;   /* over */
	uint16_t deliveries;          /* hand-outs that were neither a counted attempt nor given back */
	uint16_t max_attempts;        /* 0: as the pool's others */
	uint16_t ring;                /* HANDED: its claim word */
	uint8_t level;                /* priority - SV_PRIORITY_MIN: smaller sooner */
	uint8_t pace;                 /* for whoever hands it out */
	uint8_t state : 4, kind : 4, result_kind : 4;
	uint8_t payload_owned : 1, result_owned : 1; /* not a scalar */
	uint8_t told : 1;             /* jobs->told has something of it */
	uint8_t unwanted : 1;         /* it was asked to give up: not run again, whatever becomes of it */
} sv_job;

/* With what malloc() adds, the head of its payload, and a place in the heap, below 200 bytes. */
_Static_assert(sizeof(sv_job) <= 136, "a queued job is small");

typedef struct sv_job_limits {
	uint16_t max_attempts, max_crashes;
} sv_job_limits;

typedef struct sv_job_counts {
	uint64_t submitted, queued, delayed, handed, done, failed, cancelled;
	uint64_t retried, crashes, lost_results;
} sv_job_counts;

typedef struct sv_level {
	sv_job *head, *tail; /* ready, next first */
} sv_level;

typedef struct sv_jobs {
	sv_level levels[SV_LEVELS];
	uint64_t filled[SV_LEVELS / 64]; /* a bit for each level that is not empty */
	uint32_t urgency;                /* SV_LEVELS less the most urgent of them; 0: all are empty */
	sv_heap delayed;
	sv_uniques unique; /* of jobs that are not settled */
	sv_job_counts n;
	sv_uniques told;     /* what jobs have told of their progress: told.h */
	void (*free_blob)(void *owner);
	uint32_t blob_head; /* bytes from the owner of a blob to its data */
	/* A job reached DONE, FAILED or CANCELLED; its result is set. It may be freed after this returns unless it is held. */
	void (*settled)(struct sv_jobs *jobs, sv_job *job);
	void *ctx;
} sv_jobs;

/* What is wanted of a new job. */
typedef struct sv_order {
	uint64_t number; /* unique in this process */
	sv_value_kind kind;
	sv_blob payload, meta; /* the table's, unless there is no memory for the job */
	sv_text name;          /* for the pool; data NULL: none */
	int64_t timeout_ns;    /* of an attempt; 0: none */
	int64_t delay_ns;      /* before its first one */
	int priority;          /* SV_PRIORITY_MIN .. SV_PRIORITY_MAX, smaller sooner */
	uint16_t max_attempts; /* 0: as the pool's others */
	sv_text unique;        /* a key that no job has, see sv_jobs_find(); data NULL: none. Copied */
	int64_t now;
} sv_order;

/*
 * A new job at the end of its level, or DELAYED; NULL: out of memory. The table owns the blobs from then on. A payload without an owner
 * is a scalar: its bytes, at most 8, are copied. The caller has one reference.
 */
sv_job *sv_jobs_add(sv_jobs *t, const sv_order *o);

/* The job that has this key and is not settled; NULL: none. */
sv_job *sv_jobs_find(const sv_jobs *t, sv_text key);

static inline sv_blob sv_job_blob(const sv_job *job, void *owner, uint32_t len)
{
	return (sv_blob) { owner, owner ? (const char *) owner + job->jobs->blob_head : NULL, len };
}

static inline sv_blob sv_job_kept(const sv_job *job, const sv_kept *k, bool owned, uint32_t len)
{
	return owned ? sv_job_blob(job, k->owner, len) : (sv_blob) { NULL, (const char *) &k->scalar, len };
}

/* Scalars are in the job itself: these hold as long as it does. */
static inline sv_blob sv_job_payload(const sv_job *job)
{
	return sv_job_kept(job, &job->payload, job->payload_owned, job->payload_len);
}

static inline sv_blob sv_job_meta(const sv_job *job)
{
	return sv_job_blob(job, job->meta, job->meta_len);
}

/* DONE: the value. FAILED, CANCELLED, and after an attempt that failed: failure records. */
static inline sv_blob sv_job_result(const sv_job *job)
{
	return sv_job_kept(job, &job->result, job->result_owned, job->result_len);
}

/* Who has it; NULL: nobody. */
static inline struct sv_slot *sv_job_slot(const sv_job *job)
{
	return job->state == SV_J_HANDED ? job->slot : NULL;
}

void sv_job_hold(sv_job *job);
void sv_job_release(sv_job *job);

/* The most urgent level that has a ready job; SV_LEVELS: none has. */
static inline unsigned sv_jobs_top(const sv_jobs *t)
{
	return SV_LEVELS - t->urgency;
}

/* Since when the oldest ready job is ready; SV_NEVER: there is none. */
int64_t sv_jobs_oldest(const sv_jobs *t);

/* The next ready job, of the most urgent level, which is HANDED from now on; NULL: none. */
sv_job *sv_jobs_hand(sv_jobs *t);

/* HANDED -> QUEUED, in front of its level: it has not begun. Several are given back last one first, to keep their order. */
void sv_jobs_give_back(sv_jobs *t, sv_job *job);

/* HANDED -> QUEUED, in front of its level: it was done, but its result is lost. Or FAILED, at the delivery limit; then `why` is its failure. */
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

/* What the last attempt of a job failed with; its texts are in the job's result. False: nothing, or there was no memory for its records. */
bool sv_job_failure(const sv_job *job, sv_failure *f);

/* The failure of the last attempt of a DELAYED job, which the caller owns from now on. */
sv_blob sv_job_take_failure(sv_job *job);

/* Moves what is due from DELAYED to QUEUED, at the end of its level; at most `max` jobs, in the order of their times and numbers. */
void sv_jobs_promote(sv_jobs *t, int64_t now, uint32_t max);

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

/* Drops every job; the table is empty. Jobs that are held live on, settled as CANCELLED without a word, with what they have told. */
void sv_jobs_free(sv_jobs *t);

#endif
