/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * writer.h: the log writer: a child of the master that reads what workers print and writes it to files, for regular files block, and the master must not.
 *
 * What it is to read comes over its channel, with the descriptors. It keeps nothing that its successor cannot find: bytes are in pipes and rings (stream.h), and what it is
 * about to write is in the journal, a page file of the master's. So it may be killed at any moment, and no byte is lost or written twice.
 * A sink that cannot be written is tried again, and told of once; meanwhile its streams are not read, so that whoever prints waits at last. Nothing is dropped.
 *
 * When its channel says EOF it writes what there is and ends. Knows nothing of PHP.
 */
#ifndef SV_WRITER_H
#define SV_WRITER_H

#include "core/output.h"

#include <sys/types.h>

/* The master's orders; each is one message. */
typedef enum sv_order_type {
	SV_W_JOURNAL, /* with its descriptor; the first one */
	SV_W_OPEN,    /* read these streams: with the ends of two pipes and two rings. Followed by an sv_captured */
	SV_W_LOOK,    /* a worker is dead: what is there of its last line is the line */
	SV_W_CLOSE,   /* write what is there, forget them, and say so */
	SV_W_REOPEN,  /* files may have been moved */
} sv_order_type;

#define SV_W_FDS 4

typedef struct sv_errand {
	uint32_t type; /* sv_order_type */
	uint32_t id;   /* of the streams of a slot */
} sv_errand;

typedef struct sv_captured {
	uint32_t slot;
	char pool[SV_IDENT_MAX];
	sv_output to; /* with its path filled in */
} sv_captured;

/* What it says, in frames of the type SV_T_WORD: sv_frame.kind is one of these. */
typedef enum sv_word {
	SV_W_CLOSED,  /* sv_frame.serial: the id */
	SV_W_STUCK,   /* for the log: it cannot write, or does so slowly. Body: a line */
	SV_W_GOES_ON, /* ... and it can again. Body: a line */
} sv_word;

/* Pieces of one batch. */
#define SV_BATCH_MAX (64 * 1024)

typedef struct sv_journal {
	uint32_t valid;     /* a batch is being written */
	uint32_t id;        /* of the streams */
	uint32_t stream;    /* 0, 1 */
	uint32_t open;      /* the batch ends in the middle of a line */
	uint64_t dev, ino, before; /* the file, and its size without the batch; ino 0: it is none */
	uint64_t taken;     /* bytes of the stream that are done then */
	uint32_t len;
	char bytes[SV_BATCH_MAX];
} sv_journal;

/* Runs until the channel says EOF. parent: the master. */
void sv_writer_run(int channel, pid_t parent);

#endif
