/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * worker.h: a worker's end of its channel and its cell: takes jobs, claims them, sends results. Blocks when there is nothing to do.
 *
 * Results leave before the next job begins, unless the last job took less than SV_MICRO_NS: those wait for each other, at most
 * half a ring of them, at most SV_HOLD_NS, never while the worker waits nor for a job that its master expects to be long, and leave in one write.
 * Knows nothing of PHP.
 */
#ifndef SV_WORKER_H
#define SV_WORKER_H

#include "core/cell.h"
#include "core/frame.h"

#include <signal.h>
#include <sys/uio.h>

#define SV_MICRO_NS 20000
#define SV_HOLD_NS 1000000

typedef struct sv_worker {
	int fd;
	sv_cell *cell;
	pid_t parent;      /* to die with; 0: nobody */
	const volatile sig_atomic_t *signalled; /* set by a handler: leave after this job */
	uint32_t max_jobs; /* 0: no limit */
	uint64_t max_memory; /* RSS, bytes: a loop tells when it has more; 0: no limit */
	int64_t timeout_ns; /* of a job, unless it has one of its own; 0: none */
	uint32_t ordinal;  /* of this worker among all of its master */
	uint32_t jobs;     /* finished */
	sv_blob (*new_blob)(size_t len, char **bytes);
	void (*free_blob)(void *owner);

	sv_frame job;      /* the one that runs */
	int64_t began_ns;
	int64_t ended_ns; /* when the last job ended, if nothing was waited for since; else 0 */
	int64_t sampled_ns;
	pid_t pid;
	int64_t bound_ns;  /* when it was last made sure that it dies with its parent */
	bool labelled;
	bool told;         /* the job that runs has called sv_worker_progress() */
	uint32_t followed; /* jobs that were submitted by those it ran */
	int64_t latest_ns; /* a loop: of the deadlines that it has set */
	bool has_begun;    /* a loop: begin() was called */
	uint32_t rounds;   /* a loop: how often next() was called before that */
	char *in;          /* frames not yet taken: in_at .. in_len */
	size_t in_at, in_len;
	char *out;         /* results not yet sent */
	size_t out_len;
	unsigned out_jobs; /* of them, about */
	int64_t out_since_ns;
} sv_worker;

typedef enum sv_take {
	SV_TAKE_JOB,
	SV_TAKE_LEAVE, /* asked to leave, or has done its max_jobs */
	SV_TAKE_GONE,  /* the master is dead */
} sv_take;

/* What a job brings. Pointers hold until the next sv_worker_take(); a payload with an owner is the caller's. */
typedef struct sv_task {
	const sv_frame *head;
	const char *meta;
	sv_blob payload;
} sv_task;

/* What it reads and writes through: so many bytes. */
#define SV_WORKER_MEMORY (192 * 1024)

/* Before the first use; the fields above `job` are set. memory: SV_WORKER_MEMORY bytes of the caller's. */
void sv_worker_init(sv_worker *w, char *memory);

/* The boot is over: tells the master. False: the master is dead. */
bool sv_worker_ready(sv_worker *w);

/* Should this worker leave? */
bool sv_worker_stopping(const sv_worker *w);

/* Waits for the next job that is not taken back, and claims it. about: called when it has a meta. */
sv_take sv_worker_take(sv_worker *w, sv_task *task, void (*about)(const sv_task *task, sv_about *a));

/* The job that runs has so much time from now on, if that is more than it had, and if it had a limit at all. */
void sv_worker_extend(sv_worker *w, int64_t ns);

/* The job is over: its result or its failure records. Does not return when its time was up: the master ends this process. False: the master is dead. */
bool sv_worker_result(sv_worker *w, sv_value_kind kind, const void *bytes, uint32_t len);
bool sv_worker_failure(sv_worker *w, const void *records, uint32_t len);

/* Sends what waits. False: the master is dead. */
bool sv_worker_flush(sv_worker *w);

/* A loop's own jobs, for the cell; timeout_ns 0: no limit. rounds: it goes round once more, or ends; a loop that never begins a job is told of. */
void sv_worker_begin(sv_worker *w, const char *label, size_t len, int64_t timeout_ns);
void sv_worker_end(sv_worker *w);
void sv_worker_round(sv_worker *w, bool last);

/* --- say.c: while a job runs --- */

/* How far it is, 0..1, and what it does; a note that is longer than SV_NOTE_MAX is cut, in UTF-8 before a character. No system call. */
void sv_worker_progress(sv_worker *w, double fraction, const char *note, size_t len);

/* Bytes of a note that are kept: at most SV_NOTE_MAX. */
size_t sv_note_fit(const char *note, size_t len);

/* Has the master asked the job that runs to give up? No system call. */
bool sv_worker_cancelled(const sv_worker *w);

/*
 * Sends a follow-up job, at once: it is known to the master before the end of the job that runs. *number: of the new job. False: the master is
 * dead.
 */
bool sv_worker_submit(sv_worker *w, const sv_follow *follow, const char *key, const char *meta, sv_value_kind kind, const void *payload, uint32_t len, uint64_t *number);

/* worker.c, for say.c: sends what waits, and after it these; iov[0] is for the former. False: the master is dead. */
bool sv_worker_send(sv_worker *w, struct iovec *iov, int n);

/* --- the end --- */

/*
 * Declares how this worker will end, before it does; the first word counts. in_job: because of the job that it told last. last_words: one line, or
 * NULL.
 */
void sv_worker_part(sv_worker *w, sv_parting parting, bool in_job, const char *last_words);

/* Tells the master to hand out no more jobs. */
void sv_worker_leave(sv_worker *w);

#endif
