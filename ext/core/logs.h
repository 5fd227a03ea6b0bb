/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * logs.h: the master's half of what workers print: the streams of each slot whose pool has an output, and the log writer that reads them.
 *
 * The log writer is the worker of a pool that nobody sees, with one slot and no jobs: the table of slot.c starts it, replaces it on the ladder, and ends it. There is
 * one for all pools of the process, as long as there are streams for it. A stream stays over the deaths of its workers and of the log writer, until what it has
 * taken is written. Each log writer is told of all streams anew, over its channel.
 */
#ifndef SV_LOGS_H
#define SV_LOGS_H

#include "core/output.h"
#include "core/pool.h"
#include "core/spawn.h"
#include "core/stream.h"

/* The two streams of a slot. */
typedef struct sv_capture {
	sv_stream stream[2];
	const sv_output *to; /* the pool's */
	const sv_pool *pool; /* only to compare; it may be gone */
	char name[SV_IDENT_MAX];
	uint32_t id, slot;
	uint64_t begin[2]; /* of the output of the present, or last, worker */
	int64_t give_up_at; /* want_close: when what is not yet written is lost; SV_NEVER: not while its pool runs */
	bool told_open, want_look, want_close; /* orders to the log writer */
	bool queued;
	void *owner; /* CALL: the owner's */
	struct sv_capture *next, *prev, *order_next;
} sv_capture;

/* Once, before the first capture; what the log writer's pool is driven with. */
void sv_logs_init(const sv_port *port, pid_t (*fork)(void));

/* Is it the pool of the log writer? Its slots are forked with this. */
bool sv_logs_is(const sv_pool *pool);
extern const sv_spawn sv_logs_spawn;

/* A slot of a pool with an output gets its streams, if it has none. 0 or an errno. */
int sv_logs_attach(sv_slot *slot);

/* In the child that becomes the worker of this slot, before it prints: stdout and stderr are its streams. */
void sv_logs_enter(const sv_slot *slot);

/* Of a child that has them already, with a slot that has streams: what is printed from now on is its. System calls only. */
void sv_logs_mark(const void *slot);

/* The worker is dead. Returns the last lines that it printed, malloc; NULL: none. */
char *sv_logs_died(sv_slot *slot, uint32_t *len);

/* The slot is given up, and has no worker any more. What is not yet written may take until then (CLOCK_MONOTONIC), else it is lost, which the log says. */
void sv_logs_detach(sv_slot *slot, int64_t until);

/* The pool has stopped: so for all of its slots that were given up before without an end. */
void sv_logs_limit(const sv_pool *pool, int64_t until);

/* CALL: its owner has read all. */
void sv_logs_close(sv_capture *c);

/* Is there anything for a log writer, or one itself? Else the next two need not be called, in each round of each job. */
extern bool sv_logs_in_use;

/* As sv_pool_service() and sv_pool_deadline(), for the log writer. */
void sv_logs_service(bool may_fork);
int64_t sv_logs_deadline(bool may_fork);

/* Is something of this pool not yet written? NULL: of any; also while a log writer is there that has nothing to do any more. */
bool sv_logs_busy(const sv_pool *pool);

/* The log writer opens its files anew: they may have been moved. */
void sv_logs_reopen(void);

/* In a child: all of it is the master's. */
void sv_logs_abandon(void);

/* --- tail.c --- */

/* The last bytes that were printed in this slot; stream 0, 1, or -1: what there is of both, each with half. */
size_t sv_logs_tail(const sv_capture *c, int stream, uint64_t from0, uint64_t from1, char *buf, size_t max);

/* The last lines of one stream of the worker that is there, or was last, without the beginning of one that is cut. buf: SV_LAST_MAX bytes. How many. */
#define SV_LAST_MAX 2048
size_t sv_logs_last(const sv_capture *c, int i, char *buf);

/* How many bytes are in its pipes and rings, and not written. */
uint64_t sv_logs_not_written(const sv_capture *c);

/* Descriptors that a slot with an output takes in the master. */
#define SV_LOGS_DESCRIPTORS 6

#endif
