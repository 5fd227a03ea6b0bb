/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * cell.h: the pages that a worker shares with its master.
 *
 * The status part is written by the worker alone, under a sequence lock, and read by the master at any time, also after the
 * worker's death. The claim words are the one place where both write, each step one compare-and-swap:
 *
 *     reserved --worker--> running --worker--> done
 *     reserved --master--> taken
 *     running  --master--> expired (its time is up: what comes of it is void)
 *
 * A claim word carries the number of its hand-out, so that a worker that comes late to a reused word cannot take it for its own.
 *
 * The trace is written by the worker as the last thing it does, in a signal handler, and read after its death. Only its text is past the
 * first page: pages that nobody has touched cost no memory.
 * Knows nothing of jobs, sockets or processes.
 */
#ifndef SV_CELL_H
#define SV_CELL_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SV_RING 256 /* claim words a slot: the most jobs that one worker's buffer can hold */
#define SV_CELL_SIZE (3 * 4096)
#define SV_LABEL_MAX 128     /* with the final 0 */
#define SV_NOTE_MAX 128      /* without one */
#define SV_LAST_WORDS_MAX 512 /* with the final 0 */
#define SV_FILE_MAX 512      /* with the final 0 */
#define SV_FUNCTION_MAX 256  /* with the final 0 */
#define SV_TRACE_MAX 8192

/* How the worker said that it would end. */
typedef enum sv_parting {
	SV_P_NONE, /* it said nothing: it was killed, or crashed */
	/* planned */
	SV_P_STOPPED,
	SV_P_FINISHED,
	SV_P_MAX_JOBS,
	/* not planned */
	SV_P_EXITED,
	SV_P_FATAL,
	SV_P_OUT_OF_MEMORY,
	SV_P_BOOT_FAILED,
} sv_parting;

typedef enum sv_claim { SV_RESERVED = 1, SV_RUNNING, SV_DONE, SV_TAKEN, SV_EXPIRED } sv_claim;

/* What a worker says of itself. Plain data: read it through sv_cell_read(). */
typedef struct sv_report {
	uint64_t job;          /* that runs; 0: none of ours */
	int64_t began_ns;      /* CLOCK_MONOTONIC of its begin; 0: nothing runs */
	int64_t deadline_ns;   /* CLOCK_MONOTONIC of the end of its time; 0: none */
	uint64_t memory;       /* RSS, bytes */
	uint64_t peak_memory;  /* bytes */
	int64_t cpu_ns;        /* user and system */
	uint32_t jobs;         /* finished */
	uint32_t attempt;      /* of the job that runs */
	uint32_t parting;      /* sv_parting */
	uint32_t in_job;       /* 1: its last job made it end so (exit(), a fatal error), and has been told to the master */
	double fraction;       /* 0..1: how far the job that runs is, as it says */
	uint32_t told;         /* it has said so */
	uint32_t note_len;
	char note[SV_NOTE_MAX]; /* ... and what it does */
	char label[SV_LABEL_MAX]; /* of the job that runs, or ran last; "": none */
	char last_words[SV_LAST_WORDS_MAX];
} sv_report;

/* Where a signal that ends it found the worker. A worker that dies in the middle of writing it leaves what is whole. */
typedef struct sv_trace {
	_Atomic uint32_t ready; /* the place is written */
	_Atomic uint32_t len;   /* of the text, whole lines */
	int32_t signal;
	uint32_t line;
	char file[SV_FILE_MAX]; /* of the innermost frame that has one; "": none has */
	char function[SV_FUNCTION_MAX];
	char text[SV_TRACE_MAX];
} sv_trace;

typedef struct sv_cell {
	_Atomic uint32_t sequence; /* odd: the worker is writing */
	_Atomic uint32_t stop;     /* the master asks the worker to leave */
	_Atomic uint32_t watched;  /* the master will look at the deadline by itself; 0: a loop's worker tells it of a new one */
	_Atomic uint64_t cancel;   /* the master asks the job of this hand-out to give up; a number, so that it cannot mean another one */
	sv_report report;
	_Atomic uint64_t claims[SV_RING];
	sv_trace trace;
} sv_cell;

_Static_assert(sizeof(sv_cell) <= SV_CELL_SIZE, "a cell is three pages");
_Static_assert(offsetof(sv_cell, trace.text) <= 4096, "all but the text of a trace is in the first page");

/* A trace as the master keeps it: counted. */
typedef struct sv_where {
	uint32_t refs;
	int signal; /* that made the worker write it: the one that it died of, or the trace signal */
	uint32_t line;
	char file[SV_FILE_MAX]; /* "": not known */
	char function[SV_FUNCTION_MAX];
	uint32_t len;
	char text[]; /* and a final 0 */
} sv_where;

/* For a new worker, before the fork. */
void sv_cell_reset(sv_cell *c);

/* Worker: change the report between these two. */
void sv_cell_begin(sv_cell *c);
void sv_cell_end(sv_cell *c);

/*
 * Master: from now on the worker of a loop tells of its next deadline; reads its report. True: it has one already, and not for what began at `but`, so the
 * cell is watched as before.
 * sv_cell_is_watched() is the worker's half, after it has written its deadline: one of both notices the other.
 */
bool sv_cell_unwatch(sv_cell *c, sv_report *r, int64_t but);
bool sv_cell_is_watched(sv_cell *c);

/* Master: a whole report; of a worker that died in the middle of a change, what stands there. */
void sv_cell_read(const sv_cell *c, sv_report *r);

/* Master: the job of this hand-out is asked to give up, if it still runs. Worker: is it? No more than a word each: nobody waits. */
void sv_cell_cancel(sv_cell *c, uint64_t serial);
bool sv_cell_is_cancelled(const sv_cell *c, uint64_t serial);

/* Master: word i is hand-out `serial` (any number but reused only after 2^61) and has not begun. */
void sv_claim_reserve(sv_cell *c, uint32_t i, uint64_t serial);

/* Worker: may it run this hand-out? False: it was taken back, skip the frame. */
bool sv_claim_run(sv_cell *c, uint32_t i, uint64_t serial);

/* Worker: it is over. False: its time was up, so nothing may be sent. */
bool sv_claim_done(sv_cell *c, uint32_t i, uint64_t serial);

/* Master: take it back. False: it has begun. */
bool sv_claim_take(sv_cell *c, uint32_t i, uint64_t serial);

/* Master: the time of what runs is up. False: it does not run, so it is over. */
bool sv_claim_expire(sv_cell *c, uint32_t i, uint64_t serial);

sv_claim sv_claim_read(const sv_cell *c, uint32_t i);

/*
 * Worker, in a signal handler: these store and do nothing else. First the place, whose texts are cut to what fits, then line by line, without
 * newlines. False: this line does not fit, so none should follow.
 */
void sv_trace_place(sv_trace *t, int signal, const char *file, const char *function, uint32_t line);
bool sv_trace_add(sv_trace *t, const char *line, size_t len);

/* Master, after the death: a copy with one reference; NULL: there is no trace, or no memory. */
sv_where *sv_trace_read(const sv_cell *c);
sv_where *sv_where_hold(sv_where *w);
void sv_where_release(sv_where *w); /* may be NULL */

#endif
