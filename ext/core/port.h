/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * port.h: how the core reaches the world.
 *
 * Pools and slots call the clock, fork, kill, the sockets and the log only through this table, so that unit tests run them on a
 * fake clock with fake processes. The real one is made by php/serve.c from loop.c, spawn.c and linux.c.
 */
#ifndef SV_PORT_H
#define SV_PORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <sys/uio.h>

#define SV_NEVER INT64_MAX
#define SV_SECOND_NS INT64_C(1000000000)
#define SV_MS_NS INT64_C(1000000)

/* What sv_port.spawn returns for a program that cannot be started: no errno, and no want of anything that may come back by itself. */
#define SV_NOT_STARTED (-1)

struct sv_slot;
struct sv_pool;

typedef enum sv_log_level { SV_LOG_DEBUG, SV_LOG_INFO, SV_LOG_WARNING, SV_LOG_ERROR } sv_log_level;

/* What a line of the log is about, for programs that read it; zero, NULL: does not apply. */
typedef struct sv_facts {
	uint64_t job;        /* its number */
	const char *name;    /* of the job; name_len bytes, or up to a 0 */
	uint32_t name_len;
	unsigned attempt;    /* that ran */
	unsigned attempts;   /* that there were, of a job that has failed */
	const char *reason;  /* of the failure, or of the exit, as in PHP's enums */
	pid_t pid;
	int signal;
} sv_facts;

#define SV_UP_TO_0 UINT32_MAX

typedef struct sv_port {
	void *ctx;

	/* CLOCK_MONOTONIC, ns */
	int64_t (*now)(void *ctx);

	/* CLOCK_REALTIME, ns: for what users are told */
	int64_t (*wall)(void *ctx);

	/* uniform in [0, 1) */
	double (*random)(void *ctx);

	/*
	 * Forks the next worker of the slot and watches it. On success sets slot->pid, slot->fd (master's end of the channel,
	 * non-blocking; of a program the socket that it notifies, or -1) and slot->cell, and returns 0; else returns an errno and leaves the slot as it was. A program may
	 * also be SV_NOT_STARTED: there is a cell then, in which its last words say why.
	 */
	int (*spawn)(void *ctx, struct sv_slot *slot);

	/* Signals slot->pid, a child that has not been reaped; group: its whole process group. */
	void (*kill)(void *ctx, struct sv_slot *slot, int sig, bool group);

	/* Asks the worker to say in its cell where it is, and to die. False: it cannot be asked. */
	bool (*trace)(void *ctx, struct sv_slot *slot);

	/* Its RSS, of a program that of its process group, bytes; 0: not known. */
	uint64_t (*memory)(void *ctx, struct sv_slot *slot);

	/* As sendmsg/recvmsg with MSG_DONTWAIT and MSG_NOSIGNAL: bytes, or -1 and errno. */
	ssize_t (*send)(void *ctx, int fd, const struct iovec *iov, int n);
	ssize_t (*recv)(void *ctx, int fd, const struct iovec *iov, int n);

	/* Of a program: what it has sent to its socket, one message; its length, -1: there is none. */
	ssize_t (*notice)(void *ctx, struct sv_slot *slot, char *text, size_t size);

	/* Tell me (sv_pool_writable) when the channel takes bytes again. */
	void (*want_write)(void *ctx, struct sv_slot *slot, bool on);

	/* Do not call sv_pool_readable() for this worker again. */
	void (*deaf)(void *ctx, struct sv_slot *slot);

	/* No more frames to this worker: it reads EOF. */
	void (*hang_up)(void *ctx, struct sv_slot *slot);

	/* The worker is reaped: stop watching, close slot->fd. */
	void (*forget)(void *ctx, struct sv_slot *slot);

	/* A worker of a slot with a capture is dead: what it printed last, malloc; NULL: nothing. */
	char *(*output)(void *ctx, struct sv_slot *slot, uint32_t *len);

	/* The slot is given up: give its cell back, and its capture. */
	void (*free_cell)(void *ctx, struct sv_slot *slot);

	/* slot and facts may be NULL. The message is one line, without a newline. */
	void (*log)(void *ctx, sv_log_level level, const struct sv_pool *pool, const struct sv_slot *slot, const sv_facts *facts, const char *message);
} sv_port;

#endif
