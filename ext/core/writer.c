/* SPDX-License-Identifier: BSD-3-Clause */
/* writer.c: the log writer; see writer.h. */
#ifndef _GNU_SOURCE
# define _GNU_SOURCE
#endif
#include "core/writer.h"

#include "core/batch.h"
#include "core/frame.h"
#include "core/linux.h"
#include "core/port.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* Rounds of one stream before it is another one's turn. */
#define FILLS_A_TURN 8

static int channel;
static bool leaves; /* the channel said EOF */
static sv_source *sources;
static sv_sink *sinks;
static struct pollfd *polled; /* the channel, then two for each sv_source */
static size_t polled_len, polled_cap;

/* --- what it says --- */

void sv_writer_say(sv_word word, uint32_t id, const char *line)
{
	sv_frame head = { .len = line ? (uint32_t) strlen(line) : 0, .type = SV_T_WORD, .kind = (uint8_t) word, .serial = id };
	struct iovec iov[2] = { { &head, sizeof head }, { (void *) line, head.len } };
	struct msghdr message = { .msg_iov = iov, .msg_iovlen = line ? 2 : 1 };

	while (sendmsg(channel, &message, MSG_NOSIGNAL) < 0 && errno == EINTR) {
	}
}

/* --- sinks --- */

static sv_sink *sink_for(const sv_output *to, unsigned stream)
{
	sv_sink *s;

	if (to->kind == SV_O_NONE) {
		return NULL;
	}
	for (s = sinks; s; s = s->next) {
		if (s->to.kind == to->kind && strcmp(s->to.path, to->path) == 0 && strcmp(s->to.ident, to->ident) == 0 && (to->kind != SV_O_INHERIT || s->fd == (int) stream + 1)) {
			s->refs++;
			return s;
		}
	}
	s = sv_sink_new(to, stream);
	if (s) {
		s->next = sinks;
		sinks = s;
	}
	return s;
}

static void release_sink(sv_sink *s)
{
	sv_sink **link = &sinks;

	if (!s || --s->refs > 0) {
		return;
	}
	while (*link != s) {
		link = &(*link)->next;
	}
	*link = s->next;
	sv_sink_free(s);
}

/* --- streams --- */

/* False: there is nothing more to do for now. */
static bool serve(sv_source *src, sv_feed *f)
{
	ssize_t n = 0;
	int i;

	for (i = 0; i < FILLS_A_TURN; i++) {
		bool wrote = false, end;

		n = sv_tap_fill(&f->tap);
		end = f->closing && (n < 0 || f->tap.r->head >= f->last);
		while (!sv_batch_waits(f->sink) && sv_batch_write(src, f, end)) {
			wrote = true;
		}
		if (n <= 0 && !wrote) {
			return false;
		}
	}
	return true;
}

/* --- orders --- */

static sv_source *find(uint32_t id)
{
	sv_source *src = sources;

	while (src && src->id != id) {
		src = src->next;
	}
	return src;
}

static void close_fds(const int *fds, int n)
{
	int i;

	for (i = 0; i < n; i++) {
		close(fds[i]);
	}
}

static sv_source *add_source(uint32_t id, const sv_captured *what, const int *fds)
{
	sv_source *src = calloc(1, sizeof *src);
	int i;

	if (!src) {
		_exit(255); /* a new one tries again, later */
	}
	src->id = id;
	src->what = *what;
	memcpy(src->fds, fds, sizeof src->fds);
	for (i = 0; i < 2; i++) {
		sv_feed *f = &src->feed[i];

		f->sink = sink_for(&src->what.to, (unsigned) i);
		if (!sv_tap_open(&f->tap, fds[i], fds[i + 2]) || (!f->sink && what->to.kind != SV_O_NONE)) {
			_exit(255);
		}
	}
	src->next = sources;
	sources = src;
	if (sv_batch_journal->valid && sv_batch_journal->id == id) {
		sv_batch_resume(&src->feed[sv_batch_journal->stream]);
	}
	return src;
}

static void drop_source(sv_source *src)
{
	sv_source **link = &sources;
	int i;

	while (*link != src) {
		link = &(*link)->next;
	}
	*link = src->next;
	for (i = 0; i < 2; i++) {
		sv_sink *s = src->feed[i].sink;

		if (s && s->open == &src->feed[i]) {
			s->open = NULL;
		}
		release_sink(s);
		sv_tap_close(&src->feed[i].tap);
	}
	close_fds(src->fds, SV_W_FDS);
	free(src);
}

static bool is_done(const sv_source *src)
{
	int i;

	for (i = 0; i < 2; i++) {
		const sv_feed *f = &src->feed[i];

		if (!f->closing || f->tap.r->done != f->tap.r->head || f->tap.r->head < f->last) {
			return false;
		}
	}
	return true;
}

/* Writes what there is now; what somebody who is left over prints later is nobody's. */
static void close_source(sv_source *src)
{
	int i;

	for (i = 0; i < 2; i++) {
		sv_feed *f = &src->feed[i];

		f->closing = true;
		f->last = f->tap.r->head + sv_tap_waiting(&f->tap);
	}
}

static void look_at(sv_source *src)
{
	(void) serve(src, &src->feed[0]);
	(void) serve(src, &src->feed[1]);
}

static void obey(const sv_errand *e, const sv_captured *what, const int *fds, int n)
{
	sv_source *src = e->type == SV_W_OPEN ? NULL : find(e->id);
	sv_sink *s;

	switch ((sv_order_type) e->type) {
	case SV_W_JOURNAL:
		sv_batch_journal = n == 1 ? sv_linux_shared_map(fds[0], 0, sizeof *sv_batch_journal) : NULL;
		if (!sv_batch_journal) {
			_exit(255);
		}
		close_fds(fds, n);
		break;
	case SV_W_OPEN:
		if (n != SV_W_FDS) {
			_exit(255); /* too many descriptors */
		}
		look_at(add_source(e->id, what, fds)); /* there may be the end of a line that waits for nothing any more */
		break;
	case SV_W_LOOK:
		if (src) {
			look_at(src);
		}
		break;
	case SV_W_CLOSE:
		if (src) {
			close_source(src);
		}
		break;
	case SV_W_REOPEN:
		for (s = sinks; s; s = s->next) {
			sv_sink_reopen(s);
			s->retry_ns = 0;
		}
		break;
	}
}

/* One order, if there is one. */
static bool take_order(void)
{
	union {
		struct cmsghdr align;
		char bytes[CMSG_SPACE(SV_W_FDS * sizeof(int))];
	} control;
	sv_errand e;
	sv_captured what;
	struct iovec iov = { &e, sizeof e };
	struct msghdr m = { .msg_iov = &iov, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control };
	int fds[SV_W_FDS], n = 0;
	struct cmsghdr *c;
	ssize_t got = recvmsg(channel, &m, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);

	if (got < 0) {
		leaves = leaves || (errno != EAGAIN && errno != EINTR);
		return false;
	}
	if (got != (ssize_t) sizeof e) {
		leaves = true;
		return false;
	}
	for (c = CMSG_FIRSTHDR(&m); c; c = CMSG_NXTHDR(&m, c)) {
		if (c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_RIGHTS) {
			n = (int) ((c->cmsg_len - CMSG_LEN(0)) / sizeof(int));
			memcpy(fds, CMSG_DATA(c), (size_t) n * sizeof(int));
		}
	}
	/* A message is written in one piece. */
	if (e.type == SV_W_OPEN && recv(channel, &what, sizeof what, MSG_WAITALL) != (ssize_t) sizeof what) {
		leaves = true;
		return false;
	}
	obey(&e, &what, fds, n);
	return true;
}

/* --- rounds --- */

static bool can_read(const sv_feed *f)
{
	return !(f->sink && f->sink->error) || f->tap.r->head - f->tap.r->done < SV_STREAM_RING;
}

static void collect(void)
{
	size_t n = 1;
	sv_source *src;
	int i;

	for (src = sources; src; src = src->next) {
		n += 2;
	}
	if (n > polled_cap) {
		polled = realloc(polled, n * 2 * sizeof *polled);
		polled_cap = n * 2;
		if (!polled) {
			_exit(255);
		}
	}
	polled[0] = (struct pollfd) { .fd = channel, .events = POLLIN };
	polled_len = 1;
	for (src = sources; src; src = src->next) {
		for (i = 0; i < 2; i++) {
			polled[polled_len++] = (struct pollfd) { .fd = can_read(&src->feed[i]) ? src->feed[i].tap.out : -1, .events = POLLIN };
		}
	}
}

/* ms until a sink is to be tried again; 0: there is something to compress; -1: until something comes. */
static int patience(void)
{
	int64_t now = sv_batch_now(CLOCK_MONOTONIC), left;
	int ms = -1;
	sv_sink *s;

	for (s = sinks; s; s = s->next) {
		if (s->gzip) {
			return 0;
		}
		if (s->error) {
			left = s->retry_ns > now ? (s->retry_ns - now) / SV_MS_NS + 1 : 0;
			ms = ms < 0 || left < ms ? (int) left : ms;
		}
	}
	return ms;
}

static void compress(void)
{
	sv_sink *s;
	int error;

	for (s = sinks; s; s = s->next) {
		if (s->gzip && (error = sv_gzip_step(&s->gzip)) != 0 && error != EAGAIN) {
			sv_batch_tell(SV_W_STUCK, "\"%s.1\" is not compressed: %s (errno %d)", s->to.path, strerror(error), error);
		}
	}
}

static void serve_all(void)
{
	sv_source *src, *next;
	bool all = sv_batch_look_again;
	size_t k = 1;

	sv_batch_look_again = false;

	/* In the order of collect(), before an order changes it. */
	for (src = sources; src; src = src->next, k += 2) {
		int i;

		for (i = 0; i < 2; i++) {
			sv_feed *f = &src->feed[i];

			if (all || (k + (size_t) i < polled_len && polled[k + (size_t) i].revents) || f->closing || (f->sink && f->sink->error && !sv_batch_waits(f->sink))) {
				(void) serve(src, f);
			}
		}
	}
	for (src = sources; src; src = next) {
		next = src->next;
		if (is_done(src)) {
			sv_writer_say(SV_W_CLOSED, src->id, NULL);
			drop_source(src);
		}
	}
}

/* The master has gone: once more what there is, and no waiting for a disk that is full. */
static void last_round(void)
{
	sv_source *src;

	for (src = sources; src; src = src->next) {
		close_source(src);
		while (serve(src, &src->feed[0]) || serve(src, &src->feed[1])) {
		}
	}
}

void sv_writer_run(int fd, pid_t parent)
{
	bool obeyed = false;

	channel = fd;
	while (!leaves) {
		collect();
		if (poll(polled, (nfds_t) polled_len, obeyed || sv_batch_look_again ? 0 : patience()) < 0 && errno != EINTR) {
			_exit(255);
		}
		serve_all();
		compress();
		for (obeyed = false; take_order(); obeyed = true) {
		}
	}
	if (sv_batch_journal) {
		last_round();
	}
	if (getppid() != parent) {
		return;
	}
	while (sinks) {
		sinks->refs = 1;
		release_sink(sinks);
	}
}
