/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * channel.h: the master's end of a worker's socket. Never blocks.
 *
 * Out: one frame may be half written; it keeps its job alive until it is whole, even if the job was taken back meanwhile.
 * In: frames are cut out of a scratch buffer that all channels share; only a frame that is not whole yet is kept here, its body in
 * the memory where it will stay (one copy). Knows nothing of slots and their states.
 */
#ifndef SV_CHANNEL_H
#define SV_CHANNEL_H

#include "core/job.h"

#define SV_SCRATCH (256 * 1024)

/* SO_SNDBUF of a worker's end, of which the kernel makes twice as much, if net.core.wmem_max allows it. */
#define SV_CHANNEL_BUFFER (1024 * 1024)

typedef struct sv_out {
	sv_job *job;    /* whose frame is half written; NULL: none */
	sv_frame head;
	size_t written; /* of head and body */
} sv_out;

typedef struct sv_in {
	sv_frame head;
	uint32_t head_got;
	uint32_t body_got;
	sv_blob body;     /* of a frame that is not whole; owner NULL: none */
	char *body_bytes;
	bool reading;     /* what was read is being handed over; between two calls: that was left by a longjmp(), or is broken */
} sv_in;

typedef enum sv_read {
	SV_READ_AGAIN,
	SV_READ_EOF,
	SV_READ_BROKEN, /* what came is no frame */
	SV_READ_LEFT,   /* new_blob() or frame() left an earlier call by a longjmp(): what had been read is lost, and with it where the next frame begins */
} sv_read;

/* Who reads: a body without an owner (scalars) lives only during the call; the others now belong to the callee. */
typedef struct sv_reader {
	const sv_port *port;
	sv_blob (*new_blob)(size_t len, char **bytes);
	void (*free_blob)(void *owner);
	/* False: this frame makes no sense, the worker is broken. */
	bool (*frame)(void *ctx, const sv_frame *head, sv_blob body);
	void *ctx;
	uint32_t max_body;
	char *scratch; /* SV_SCRATCH bytes */
} sv_reader;

/*
 * Reads until there is no more, and hands over every whole frame, but no more than keeps one channel from starving others; whole: at least all that had been
 * written before, and an end to it all the same while somebody goes on writing.
 */
sv_read sv_channel_read(sv_in *in, int fd, const sv_reader *reader, bool whole);

/* Appends what is left of the half-written frame to iov; returns the number of entries, 0 to 3. */
int sv_channel_resume(const sv_out *out, struct iovec *iov);

/* Drops what is half done. */
void sv_channel_reset(sv_out *out, sv_in *in, void (*free_blob)(void *owner));

#endif
