/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * sink.h: where a log writer writes to: a file with its rotation, syslog, stdout or stderr. Several streams may share one.
 *
 * A sink takes batches of whole pieces. One that cannot write says why and keeps nothing: the same bytes come again later. Blocks as long as the disk does.
 * Knows nothing of streams.
 */
#ifndef SV_SINK_H
#define SV_SINK_H

#include "core/output.h"
#include "core/rotate.h"

#include <sys/types.h>

typedef struct sv_sink {
	struct sv_sink *next;
	uint32_t refs;
	sv_output to;     /* its path and ident filled in */
	int fd;           /* -1: not open */
	dev_t dev;
	ino_t ino;
	bool regular;
	bool torn;        /* FILE: it ends in the middle of a line */
	const void *open; /* whose line it ends in the middle of; NULL: of nobody's */
	uint64_t size;
	int64_t period;   /* the hour or day that it is of */
	int error;        /* why it cannot be written; 0: it can */
	int64_t retry_ns; /* error: not before */
	int64_t slow_told_ns;
	int64_t eagain_ns;   /* since when nobody takes anything; 0: somebody does, or another error came */
	int64_t rotate_after; /* seconds of the wall clock: no rotation before, for the last one failed */
	int rotate_error;     /* ... with this, which nobody has been told yet; 0: none */
	sv_gzip *gzip;    /* of path.1 */
} sv_sink;

/*
 * open() of a log file, for the log writer and whoever tries it before. A link is followed when root or the owner of this process has made it, and one step only: any other may be of the
 * user of a program, whose directory it is in, and lead to a file that only the master may write. -1: errno, ELOOP for such a link.
 */
int sv_sink_open_file(const char *path, int flags);

/* stream: 0 or 1, where INHERIT goes to. NULL: no memory. */
sv_sink *sv_sink_new(const sv_output *to, unsigned stream);
void sv_sink_free(sv_sink *s);

/* Opens it if it is not open. 0 or an errno. */
int sv_sink_open(sv_sink *s);

/* Forgets its file, so that the next write opens it anew: somebody else may have moved it. */
void sv_sink_reopen(sv_sink *s);

/*
 * Before a write at this time of at least `least` bytes: begins a new file if it is time, or these do not fit. 0 or an errno.
 */
int sv_sink_prepare(sv_sink *s, size_t least, int64_t wall_s);

/* All of it, or nothing and an errno. from: how many bytes of it are there already. */
int sv_sink_write(sv_sink *s, const char *bytes, size_t len, size_t from);

#endif
