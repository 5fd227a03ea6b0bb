/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * frame.h: what a master and its worker say to each other, and how a failure is written down.
 *
 * A frame is a head and its body. Both ends are one program on one machine, so the head is this struct in host order. Knows nothing
 * of sockets (channel.c, worker.c) nor of what is in a value (php/value.c).
 */
#ifndef SV_FRAME_H
#define SV_FRAME_H

#include "core/exit.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum sv_frame_type {
	SV_T_JOB = 1, /* master: run this. Body: meta, payload */
	SV_T_READY,   /* worker: has booted */
	SV_T_RESULT,  /* worker: the job is done. Body: what it returned */
	SV_T_FAILURE, /* worker: the attempt failed. Body: failure records */
	SV_T_LEAVE,   /* worker: hand me no more jobs */
	SV_T_DEADLINE, /* worker of a loop: look at my cell at u.deadline_ns, for the cell's `watched` was 0 */
	SV_T_MEMORY,  /* worker of a loop: at the end of its job it has more than maxMemory, see its cell */
	SV_T_NO_BEGIN, /* worker of a loop: it goes round without begin() */
	SV_T_PROGRESS, /* worker: what its job has told last, right before the end of the attempt. Body: the note */
	SV_T_SUBMIT,   /* worker: a job that the one that runs submits. Body: sv_follow, its key, meta and payload */
	SV_T_WORD,     /* worker of a pool that has jobs of another kind: for hooks->word() */
} sv_frame_type;

/* How a value is written. */
typedef enum sv_value_kind {
	SV_V_NULL, SV_V_FALSE, SV_V_TRUE, /* no bytes */
	SV_V_INT,    /* int64_t */
	SV_V_FLOAT,  /* double */
	SV_V_STRING, /* its bytes */
	SV_V_SERIAL, /* PHP's serialize() */
	SV_V_KINDS
} sv_value_kind;

typedef struct sv_frame {
	uint32_t len;    /* of the body */
	uint8_t type;    /* sv_frame_type */
	uint8_t kind;    /* JOB, RESULT, SUBMIT: sv_value_kind of the value */
	uint16_t ring;   /* JOB, RESULT, FAILURE, PROGRESS, SUBMIT: index of the claim word */
	uint64_t serial; /* ... and number of the hand-out, see cell.h */
	union {
		uint64_t job;     /* JOB, SUBMIT: number of the job */
		int64_t began_ns; /* RESULT, FAILURE: CLOCK_MONOTONIC of its begin */
	};
	union {
		struct {
			uint16_t attempt, crashes;
			uint16_t meta_len; /* name and headers, before the payload in the body */
			bool is_long;  /* is not expected to take less than SV_LONG_NS: results may not wait for its end */
		} run;         /* JOB */
		int64_t run_ns; /* RESULT, FAILURE: how long the handler took */
		int64_t deadline_ns; /* DEADLINE */
		double fraction; /* PROGRESS: 0..1 */
	} u;
} sv_frame;

_Static_assert(sizeof(sv_frame) == 32, "no padding");

/* The meta of a job, its name, headers and timeout, is at most so long. */
#define SV_META_MAX (32 * 1024)

_Static_assert(SV_META_MAX <= UINT16_MAX, "a head has room for its length");

/* A job of which nothing is known counts as one that takes longer than this. */
#define SV_LONG_NS 1000000

/* The key of a job that is to be the only one of its kind is at most so long. */
#define SV_KEY_MAX 255

/* Where a follow-up job goes, and how. Behind it: its key, its meta, its payload. */
typedef struct sv_follow {
	int64_t delay_ns;      /* from its arrival; not negative */
	uint32_t pool;         /* sv_pool.id of the one that is to run it */
	uint32_t meta_len;
	uint16_t max_attempts; /* 0: the pool's */
	int8_t priority;
	uint8_t key_len;       /* 0: none */
	uint32_t unused;
} sv_follow;

_Static_assert(sizeof(sv_follow) == 24, "no padding");

/*
 * Is this a head that a worker may send: type, kind, ring, and a body of at most max bytes? A worker that sends anything else is
 * broken and is killed.
 */
bool sv_frame_from_worker(const sv_frame *f, uint32_t max);

/* A piece of memory that somebody else owns: in PHP a zend_string. owner NULL: none. */
typedef struct sv_blob {
	void *owner;
	const char *data;
	uint32_t len;
} sv_blob;

typedef struct sv_text {
	const char *data; /* NULL: none */
	uint32_t len;
} sv_text;

/* What its owner reads out of the meta of a job. */
typedef struct sv_about {
	sv_text label;      /* its name; data NULL: none */
	int64_t timeout_ns; /* 0: none. Preset to that of the pool */
} sv_about;

/* Why an attempt failed: one link of the chain of exceptions. */
typedef struct sv_failure {
	sv_fail_reason reason;
	bool counted;      /* it costs an attempt */
	bool crash;        /* its worker died in it without a word */
	bool earlier;      /* of an attempt before, see history.h */
	double delay;      /* seconds that the handler asked for before the next one; < 0: none */
	int64_t code;
	uint32_t line;
	int32_t signal;    /* 0: none */
	int32_t exit_code; /* -1: none */
	int32_t pid;
	sv_text class_name, message, file, trace;
} sv_failure;

/* Bytes that it takes. */
size_t sv_failure_size(const sv_failure *f);

/* Writes one record at buf (sv_failure_size() bytes); returns its end. Records of previous failures follow each other. */
char *sv_failure_write(const sv_failure *f, char *buf);

/*
 * Reads one record at *at, which moves to the next; texts point into the buffer. False: at the end, or not a record (then *at is
 * the end, too).
 */
bool sv_failure_read(sv_failure *f, const char **at, const char *end);

#endif
