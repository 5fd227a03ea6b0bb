/* SPDX-License-Identifier: BSD-3-Clause */
/* batch.c: lines of a stream on their way to a sink; see batch.h. */
#ifndef _GNU_SOURCE
# define _GNU_SOURCE
#endif
#include "core/batch.h"

#include "core/port.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define RETRY_NS (500 * SV_MS_NS)
#define RETRY_PIPE_NS (20 * SV_MS_NS)
/* ... nobody has read it for so long: that is said. */
#define UNREAD_NS (5 * SV_SECOND_NS)
/* A write that takes so long is told of, not more than once a minute. */
#define SLOW_NS SV_SECOND_NS
#define SLOW_AGAIN_NS (60 * SV_SECOND_NS)

sv_journal *sv_batch_journal;
bool sv_batch_look_again;

int64_t sv_batch_now(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (int64_t) t.tv_sec * SV_SECOND_NS + t.tv_nsec;
}

void sv_batch_tell(sv_word word, const char *format, ...)
{
	char line[SV_PATH_MAX + 300];
	va_list args;

	va_start(args, format);
	vsnprintf(line, sizeof line, format, args);
	va_end(args);
	sv_writer_say(word, 0, line);
}

static const char *name_of(const sv_sink *s, char *buf, size_t size)
{
	if (s->to.kind == SV_O_INHERIT) {
		snprintf(buf, size, "%s of the master", s->fd == 1 ? "stdout" : "stderr");
	} else {
		snprintf(buf, size, "%s \"%s\"", s->to.kind == SV_O_SYSLOG ? "syslog at" : "the log file", s->to.path);
	}
	return buf;
}

static void stuck(sv_sink *s, int error)
{
	char name[SV_PATH_MAX + 32];

	s->retry_ns = sv_batch_now(CLOCK_MONOTONIC) + (error == EAGAIN ? RETRY_PIPE_NS : RETRY_NS);
	if (error == EAGAIN) {
		int64_t now = sv_batch_now(CLOCK_MONOTONIC);

		s->eagain_ns = s->eagain_ns ? s->eagain_ns : now;
		if (now - s->eagain_ns < UNREAD_NS) { /* somebody reads slowly, which needs no words */
			s->error = s->error ? s->error : error;
			return;
		}
		if (s->error != ENOBUFS) {
			sv_batch_tell(SV_W_STUCK, "%s is not read by anybody; nothing is dropped: workers that print wait when their pipes are full", name_of(s, name, sizeof name));
		}
		s->error = ENOBUFS; /* a pipe gives none such: it stands for "told" */
		return;
	}
	if (s->error != error) {
		sv_batch_tell(SV_W_STUCK, "%s cannot be written: %s (errno %d); nothing is dropped: workers that print wait when their pipes are full", name_of(s, name, sizeof name),
			strerror(error), error);
	}
	s->error = error;
}

static void not_rotated(sv_sink *s)
{
	char name[SV_PATH_MAX + 32];

	if (s->rotate_error) {
		sv_batch_tell(SV_W_STUCK, "%s cannot be rotated: %s (errno %d); it is written on, and that is tried again once a minute", name_of(s, name, sizeof name),
			strerror(s->rotate_error), s->rotate_error);
		s->rotate_error = 0;
	}
}

static void goes_on(sv_sink *s)
{
	char name[SV_PATH_MAX + 32];
	int error = s->error;

	s->error = 0;
	s->eagain_ns = 0;
	sv_batch_look_again = sv_batch_look_again || error;
	if (error && error != EAGAIN) {
		sv_batch_tell(SV_W_GOES_ON, "%s can be written again", name_of(s, name, sizeof name));
	}
}

bool sv_batch_waits(const sv_sink *s)
{
	return s && s->error && sv_batch_now(CLOCK_MONOTONIC) < s->retry_ns;
}

static void told_slow(sv_sink *s, int64_t took, int64_t now)
{
	char name[SV_PATH_MAX + 32];

	if (took >= SLOW_NS && (!s->slow_told_ns || now - s->slow_told_ns >= SLOW_AGAIN_NS)) {
		s->slow_told_ns = now;
		sv_batch_tell(SV_W_STUCK, "a write to %s took %.1f s; workers that print wait meanwhile when their pipes are full", name_of(s, name, sizeof name), (double) took / 1e9);
	}
}

/* Takes over from the journal, after a write or in the place of one who was killed, what it says of its stream. */
static void settle(sv_feed *f)
{
	sv_sink *s = f->sink;

	f->tap.r->open = sv_batch_journal->open;
	f->tap.r->done = sv_batch_journal->taken;
	atomic_signal_fence(memory_order_seq_cst);
	sv_batch_journal->valid = 0;
	s->size += sv_batch_journal->len;
	s->torn = sv_batch_journal->open;
	s->open = sv_batch_journal->open ? f : NULL;
}

static bool write_batch(sv_feed *f, size_t from)
{
	sv_sink *s = f->sink;
	int64_t began = sv_batch_now(CLOCK_MONOTONIC), ended;
	int error = sv_sink_write(s, sv_batch_journal->bytes, sv_batch_journal->len, from);

	if (error) {
		sv_batch_journal->valid = 0;
		stuck(s, error);
		return false;
	}
	settle(f);
	goes_on(s);
	ended = sv_batch_now(CLOCK_MONOTONIC);
	told_slow(s, ended - began, ended);
	return true;
}

void sv_batch_resume(sv_feed *f)
{
	sv_sink *s = f->sink;
	size_t from = 0;

	sv_batch_look_again = true;
	if (!s || f->tap.r->done == sv_batch_journal->taken) {
		sv_batch_journal->valid = 0;
		return;
	}
	if (sv_sink_open(s) == 0 && s->regular && s->dev == sv_batch_journal->dev && s->ino == sv_batch_journal->ino && s->size > sv_batch_journal->before) {
		from = s->size - sv_batch_journal->before < sv_batch_journal->len ? (size_t) (s->size - sv_batch_journal->before) : sv_batch_journal->len;
		s->size = sv_batch_journal->before;
	}
	(void) write_batch(f, from);
}

static void add(const char *bytes, size_t len)
{
	memcpy(sv_batch_journal->bytes + sv_batch_journal->len, bytes, len);
	sv_batch_journal->len += (uint32_t) len;
}

/* The priority in front of a message of syslog, and whose it is. */
static void add_syslog_head(const sv_source *src, const sv_feed *f, pid_t pid)
{
	const sv_output *to = &src->what.to;
	char head[160], when[32];
	time_t now = time(NULL);
	struct tm tm;
	int n;

	localtime_r(&now, &tm);
	strftime(when, sizeof when, "%b %e %H:%M:%S", &tm);
	n = snprintf(head, sizeof head, "<%d>%s %s[%d]: ", to->facility | (f == &src->feed[1] ? 4 : 6), when, to->ident, (int) pid);
	add(head, (size_t) n);
}

static void add_prefix(const sv_source *src, const sv_feed *f, pid_t pid)
{
	sv_origin o = { src->what.pool, src->what.slot, pid, f == &src->feed[1], sv_batch_now(CLOCK_REALTIME) };
	char prefix[SV_PREFIX_MAX];
	int n = sv_output_prefix(src->what.to.prefix, &o, prefix, sizeof prefix);

	if (n > 0) {
		add(prefix, (size_t) n < sizeof prefix ? (size_t) n : sizeof prefix - 1);
	}
}

/* Puts as many pieces as there are, as fit and as may be written into the journal. How many bytes of the stream that takes. */
static size_t fill_journal(const sv_source *src, const sv_feed *f, const char *bytes, const sv_part *part, bool end)
{
	const sv_output *to = &src->what.to;
	bool own_lines = to->kind != SV_O_FILE, open = f->tap.r->open, whole;
	size_t max = own_lines ? SV_SHORT_MAX : SV_LINE_MAX, at = 0, len, room = to->kind == SV_O_FILE && f->sink->regular ? SV_BATCH_MAX : 4096;

	if (part->first || f->sink->open != f) {
		open = false; /* the worker before ended in it, or somebody else's line came in between */
	}
	if (!open && f->sink->torn) {
		add("\n", 1);
	}
	while ((len = sv_line_next(bytes + at, part->len - at, max, part->last || end, &whole)) > 0 && sv_batch_journal->len + SV_PREFIX_MAX + len + 1 <= room) {
		uint32_t before = sv_batch_journal->len;
		bool open_before = open;

		if (to->kind == SV_O_SYSLOG) {
			add_syslog_head(src, f, part->pid);
		}
		if (!open) {
			add_prefix(src, f, part->pid);
		}
		if (to->strip) {
			sv_batch_journal->len += (uint32_t) sv_line_strip(bytes + at, len, sv_batch_journal->bytes + sv_batch_journal->len);
		} else {
			add(bytes + at, len);
		}
		at += len;
		open = !whole;
		if (open && (own_lines || (at == part->len && (part->last || end)))) {
			add("\n", 1);
			open = false;
		}
		if (to->kind == SV_O_FILE && to->max_bytes && f->sink->size + sv_batch_journal->len > to->max_bytes && at > len) {
			sv_batch_journal->len = before; /* the next file begins with this one */
			at -= len;
			open = open_before;
			break;
		}
		if (to->kind == SV_O_SYSLOG) {
			sv_batch_journal->len -= sv_batch_journal->bytes[sv_batch_journal->len - 1] == '\n';
			break;
		}
	}
	sv_batch_journal->open = open;
	return at;
}

bool sv_batch_write(sv_source *src, sv_feed *f, bool end)
{
	static char bytes[SV_STREAM_RING];
	sv_sink *s = f->sink;
	sv_part part;
	int64_t wall_s;
	size_t taken;
	ino_t ino;
	int error;

	if (!s) {
		f->tap.r->done = f->tap.r->head;
		return false;
	}
	if (sv_batch_journal->valid) {
		return false; /* the writer before was killed in a batch of a stream that has not yet come */
	}
	part = sv_tap_peek(&f->tap, bytes, sizeof bytes);
	wall_s = sv_batch_now(CLOCK_REALTIME) / SV_SECOND_NS;
	if (part.len == 0 && !(s->open == f && (part.first || end))) {
		return false;
	}
	error = sv_sink_prepare(s, 1, wall_s);
	if (error) {
		stuck(s, error);
		return false;
	}
	sv_batch_journal->len = 0;
	taken = fill_journal(src, f, bytes, &part, end);
	if (taken == 0 && (part.len > 0 || sv_batch_journal->len == 0)) {
		return false; /* at most the end of somebody else's line, which comes with the next one of this stream */
	}
	ino = s->ino;
	error = sv_sink_prepare(s, sv_batch_journal->len, wall_s);
	if (error) {
		stuck(s, error);
		return false;
	}
	if (s->ino != ino) { /* another file, which does not end where the old one did */
		sv_batch_journal->len = 0;
		taken = fill_journal(src, f, bytes, &part, end);
	}
	not_rotated(s);
	sv_batch_journal->id = src->id;
	sv_batch_journal->stream = f == &src->feed[1];
	sv_batch_journal->dev = s->dev;
	sv_batch_journal->ino = s->regular ? s->ino : 0;
	sv_batch_journal->before = s->size;
	sv_batch_journal->taken = f->tap.r->done + taken;
	atomic_signal_fence(memory_order_seq_cst);
	sv_batch_journal->valid = 1;
	atomic_signal_fence(memory_order_seq_cst);
	return write_batch(f, 0);
}
