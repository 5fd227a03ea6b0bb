/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * output.h: where what workers print goes to, as plain data, and the pure functions on it: names of files, prefixes, lines.
 * Knows nothing of descriptors, processes or PHP.
 */
#ifndef SV_OUTPUT_H
#define SV_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

typedef enum sv_output_kind {
	SV_O_FILE,
	SV_O_SYSLOG,
	SV_O_INHERIT, /* the master's own stdout and stderr */
	SV_O_CALL,    /* the owner is called with each line */
	SV_O_NONE,    /* only the last of it is kept */
} sv_output_kind;

typedef enum sv_every { SV_NO_TIME, SV_HOURLY, SV_DAILY } sv_every;

#define SV_PATH_MAX 1024  /* with the final 0 */
#define SV_FORMAT_MAX 128 /* likewise */
#define SV_IDENT_MAX 65   /* likewise */
/* What a prefix may take; a longer one is cut. */
#define SV_PREFIX_MAX 320
/* Longer lines are taken in pieces. Where each must be a line of its own, they are shorter: a write of one to a pipe is whole, up to PIPE_BUF (4096). */
#define SV_LINE_MAX 8192
#define SV_SHORT_MAX (4096 - SV_PREFIX_MAX - 1)

typedef struct sv_output {
	uint8_t kind;  /* sv_output_kind */
	uint8_t every; /* FILE: sv_every; begins a new file then, too */
	bool gzip;     /* FILE: the old ones are compressed */
	bool strip;    /* without ANSI escape sequences */
	int32_t facility; /* SYSLOG */
	uint32_t backups; /* FILE: old ones that are kept */
	uint64_t max_bytes; /* FILE: 0: no limit */
	char path[SV_PATH_MAX];     /* FILE: absolute, may have placeholders. SYSLOG: the socket */
	char prefix[SV_FORMAT_MAX]; /* of each line, with placeholders; "": none */
	char ident[SV_IDENT_MAX];   /* SYSLOG; may have placeholders */
} sv_output;

/* Whose line it is. */
typedef struct sv_origin {
	const char *pool;
	uint32_t slot;
	pid_t pid;       /* 0: of nobody's who lives */
	unsigned stream; /* 0: stdout, 1: stderr */
	int64_t wall_ns;
} sv_origin;

/*
 * Writes a format with its placeholders filled in: %pool%, %slot%, and %% for a %; of a prefix also %pid%, %stream% and %time%. In a path a / in the name of a pool
 * becomes _. Returns the length, as snprintf() does. origin NULL: only checks. -1: another placeholder, or a % alone.
 */
int sv_output_path(const char *format, const sv_origin *origin, char *buf, size_t size);
int sv_output_prefix(const char *format, const sv_origin *origin, char *buf, size_t size);

/*
 * The next piece of a stream: up to the end of the line, which is included; of a longer one, max bytes. 0: wait for more. last: there will be no more, what is
 * there is the piece. whole: it ends its line.
 */
size_t sv_line_next(const char *bytes, size_t len, size_t max, bool last, bool *whole);

/* Copies without escape sequences (CSI, OSC, and those of two or three bytes); returns the length. A sequence that is not whole goes, too. May be in place. */
size_t sv_line_strip(const char *from, size_t len, char *to);

/* The number of the hour or day (UTC) that a time is in; 0: SV_NO_TIME. */
int64_t sv_output_period(sv_every every, int64_t wall_s);

/* The n-th old one of a file: "path.3", "path.3.gz". As snprintf(). */
int sv_output_backup(const char *path, uint32_t n, bool gzip, char *buf, size_t size);

#endif
