/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * reader.c: Output::to(): the master reads what workers print, and notes each line as an event; see output.h. Of other outputs only the streams of a slot begin and end here:
 * those are read by the log writer.
 */
#include "php/output.h"

#include "core/logs.h"
#include "core/loop.h"
#include "php/event.h"

#include <errno.h>
#include <unistd.h>

typedef struct side {
	struct reader *reader;
	sv_tap tap;
	sv_watch *watch;
} side;

typedef struct reader {
	php_sv_pool *pool;
	sv_capture *capture;
	side side[2];
} reader;

/* Nobody is called any more, but nothing that was printed may be lost: it goes where it would go without an output. */
void php_sv_output_untold(const char *line, size_t len)
{
	(void) !write(STDERR_FILENO, line, len);
	(void) !write(STDERR_FILENO, "\n", 1);
}

static void note_line(const reader *r, bool is_stderr, pid_t pid, char *line, size_t len)
{
	php_sv_event *e;

	len -= len > 0 && line[len - 1] == '\n';
	if (r->capture->to->strip) {
		len = sv_line_strip(line, len, line);
	}
	if (!(e = php_sv_note(r->pool, PHP_SV_LINE))) {
		php_sv_output_untold(line, len);
		return;
	}
	ZVAL_STRINGL(&e->args[0], line, len);
	ZVAL_STRING(&e->args[1], is_stderr ? "stderr" : "stdout");
	ZVAL_LONG(&e->args[2], r->capture->slot);
	ZVAL_LONG(&e->args[3], pid);
	ZVAL_STR_COPY(&e->args[4], r->pool->name);
	e->argc = 5;
}

/* The lines that are whole, and at the end of a worker, or of all, the rest. True: there were some. */
static bool note_lines(side *s, bool end)
{
	static char bytes[SV_STREAM_RING];
	sv_part part = sv_tap_peek(&s->tap, bytes, sizeof bytes);
	size_t at = 0, len;
	bool whole;

	while ((len = sv_line_next(bytes + at, part.len - at, SV_LINE_MAX, part.last || end, &whole)) > 0) {
		note_line(s->reader, s == &s->reader->side[1], part.pid, bytes + at, len);
		at += len;
	}
	sv_tap_done(&s->tap, at, false);
	return at > 0;
}

void php_sv_output_readable(void *who)
{
	side *s = who;

	(void) sv_tap_fill(&s->tap); /* what is left comes in the next round, when these lines are told */
	while (note_lines(s, false)) {
	}
}

static void read_all(side *s, bool end)
{
	size_t left = sv_tap_waiting(&s->tap); /* and not what somebody who is left over prints meanwhile */
	ssize_t n = 0;

	do {
		while (note_lines(s, false)) {
		}
		n = left > 0 ? sv_tap_fill(&s->tap) : -1;
		left -= n > 0 ? MIN((size_t) n, left) : 0;
	} while (n > 0);
	while (note_lines(s, end)) {
	}
}

static void free_reader(reader *r)
{
	int i;

	for (i = 0; i < 2; i++) {
		if (r->side[i].watch) {
			sv_loop_forget(r->side[i].watch);
		}
		if (r->side[i].tap.bytes) {
			sv_tap_close(&r->side[i].tap);
		}
	}
	r->capture->owner = NULL;
	free(r);
}

static int watch(sv_slot *slot)
{
	reader *r = calloc(1, sizeof *r);
	int i;

	if (!r) {
		return ENOMEM;
	}
	r->pool = slot->pool->owner;
	r->capture = slot->capture;
	for (i = 0; i < 2; i++) {
		side *s = &r->side[i];

		s->reader = r;
		if (!sv_tap_open(&s->tap, r->capture->stream[i].out, r->capture->stream[i].ring) || !(s->watch = sv_loop_watch_fd(s->tap.out, s))) {
			free_reader(r);
			return ENOMEM;
		}
	}
	r->capture->owner = r;
	return 0;
}

int php_sv_output_attach(sv_slot *slot)
{
	int error = sv_logs_attach(slot);

	return !error && slot->capture->to->kind == SV_O_CALL && !slot->capture->owner ? watch(slot) : error;
}

char *php_sv_output_died(sv_slot *slot, uint32_t *len)
{
	char *last = sv_logs_died(slot, len);
	reader *r = slot->capture->owner;

	if (r) {
		read_all(&r->side[0], false);
		read_all(&r->side[1], false);
	}
	return last;
}

void php_sv_output_detach(sv_slot *slot, int64_t until)
{
	sv_capture *c = slot->capture;
	reader *r = c->owner;

	sv_logs_detach(slot, until);
	if (c->to->kind != SV_O_CALL) {
		return;
	}
	if (r) {
		read_all(&r->side[0], true);
		read_all(&r->side[1], true);
		free_reader(r);
	}
	sv_logs_close(c);
}
