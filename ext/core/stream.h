/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * stream.h: what the workers of a slot write to one descriptor: a pipe, and behind it a ring that holds the last of it.
 *
 * The master makes both and keeps both ends of the pipe, so a worker and whoever reads the pipe may die: what is in the pipe and in the ring stays. Whoever reads, the log
 * writer as a rule, does it through an sv_tap: bytes go from the pipe into the ring (head), and from there, line by line, to where they are to be (done). Both are
 * counted from the first byte of the stream. A byte leaves the pipe in the system call that moves the position of the ring's file, so a reader that is killed at
 * whatever moment has lost none: the next one finds out by that position how many came in last.
 *
 * Marks tell where the output of one worker ends and that of the next one begins.
 * The master does not map rings: each mapping would make each fork slower.
 */
#ifndef SV_STREAM_H
#define SV_STREAM_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define SV_STREAM_RING (16 * 1024)
#define SV_MARKS 32 /* older ones are forgotten: two workers' lines may meet then */

typedef struct sv_mark {
	uint64_t at;
	int64_t pid; /* of the worker whose output begins there; 0: of nobody */
} sv_mark;

/* Behind the bytes of a ring. */
typedef struct sv_ring {
	_Atomic uint32_t moving; /* odd: bytes are being moved in */
	_Atomic uint32_t marks_made;
	_Atomic uint64_t head;
	_Atomic uint64_t done;
	_Atomic uint32_t open; /* what is done ends in the middle of a line */
	sv_mark marks[SV_MARKS];
} sv_ring;

typedef struct sv_stream {
	int in;   /* workers write here */
	int out;  /* non-blocking */
	int ring;
} sv_stream;

/* Descriptors >= at_least. 0 or an errno. */
int sv_stream_open(sv_stream *s, int at_least);
void sv_stream_close(sv_stream *s);

/* From here on it is the output of this worker. Only system calls: also for a child that has not yet called exec(). Returns where that is. */
uint64_t sv_stream_mark(const sv_stream *s, pid_t pid);

/* The last bytes, from `from` on and at most max, also those that are still in the pipe; returns how many. */
size_t sv_stream_tail(const sv_stream *s, uint64_t from, char *buf, size_t max);

/* --- whoever reads; one process at a time --- */

typedef struct sv_tap {
	int out, ring; /* not the tap's */
	char *bytes;
	sv_ring *r;
} sv_tap;

/* Maps the ring, and puts right what a reader that was killed has left. False: errno. */
bool sv_tap_open(sv_tap *t, int out, int ring);
void sv_tap_close(sv_tap *t);

/* Moves bytes into the ring. How many; 0: it is full; -1: errno, EAGAIN when the pipe is empty. */
ssize_t sv_tap_fill(sv_tap *t);

/* How many are in the pipe. */
size_t sv_tap_waiting(const sv_tap *t);

/* What comes next of a stream. */
typedef struct sv_part {
	size_t len;  /* 0: nothing that is not done */
	pid_t pid;   /* whose it is */
	bool first;  /* it is the first of that worker's */
	bool last;   /* ... the last of it */
} sv_part;

/* Copies what is not done, n bytes at most, of one worker. */
sv_part sv_tap_peek(const sv_tap *t, char *buf, size_t n);

/* So many more are done. */
void sv_tap_done(sv_tap *t, size_t n, bool open);

#endif
