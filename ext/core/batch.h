/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * batch.h: how the log writer puts lines of a stream into the journal and writes them to a sink, and what it says when that takes none. Only for writer.c.
 */
#ifndef SV_BATCH_H
#define SV_BATCH_H

#include "core/sink.h"
#include "core/stream.h"
#include "core/writer.h"

#include <time.h>

/* One of the two streams of a slot. */
typedef struct sv_feed {
	sv_tap tap;
	sv_sink *sink;
	bool closing;
	uint64_t last; /* closing: the stream ends here */
} sv_feed;

typedef struct sv_source {
	uint32_t id;
	sv_captured what;
	sv_feed feed[2];
	int fds[SV_W_FDS];
	struct sv_source *next;
} sv_source;

extern sv_journal *sv_batch_journal;

/* Look at all streams: what is in their rings may be written now. */
extern bool sv_batch_look_again;

/* Writes a batch. end: the stream is over, what is there is its last line. False: there is none, or the sink cannot take it. */
bool sv_batch_write(sv_source *src, sv_feed *f, bool end);

/* The batch in the journal, of this stream, in which the writer before was killed: what is not yet in the file. */
void sv_batch_resume(sv_feed *f);

/* Is it too early to try it again? NULL: no. */
bool sv_batch_waits(const sv_sink *s);

/* A line for the log of the master. */
void sv_batch_tell(sv_word word, const char *format, ...) __attribute__((format(printf, 2, 3)));

int64_t sv_batch_now(clockid_t clock);

/* writer.c: a word to the master; line may be NULL. */
void sv_writer_say(sv_word word, uint32_t id, const char *line);

#endif
