/* SPDX-License-Identifier: BSD-3-Clause */
/* writer.c: the log writer; see writer.h. */
#ifndef _GNU_SOURCE
# define _GNU_SOURCE
#endif
#include "core/writer.h"

#include "core/frame.h"
#include "core/linux.h"
#include "core/port.h"
#include "core/sink.h"
#include "core/stream.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* Rounds of one stream before it is another one's turn. */
#define FILLS_A_TURN 8
#define RETRY_NS (500 * SV_MS_NS)
#define RETRY_PIPE_NS (20 * SV_MS_NS)
/* A write that takes so long is told of, not more than once a minute. */
#define SLOW_NS SV_SECOND_NS
#define SLOW_AGAIN_NS (60 * SV_SECOND_NS)

/* One of the two streams of a slot. */
typedef struct feed {
	sv_tap tap;
	sv_sink *sink;
	bool closing;
	uint64_t last; /* closing: the stream ends here */
} feed;

typedef struct source {
	uint32_t id;
	sv_captured what;
	feed feed[2];
	int fds[SV_W_FDS];
	struct source *next;
} source;

static int channel;
static bool leaves; /* the channel said EOF */
static bool look_again; /* at all streams: what is in their rings may be written now */
static source *sources;
static sv_sink *sinks;
static sv_journal *journal;
static struct pollfd *polled; /* the channel, then two for each source */
static size_t polled_len, polled_cap;

static int64_t now_ns(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (int64_t) t.tv_sec * SV_SECOND_NS + t.tv_nsec;
}

/* --- what it says --- */

static void say(sv_word word, uint32_t id, const char *line)
{
	sv_frame head = { .len = line ? (uint32_t) strlen(line) : 0, .type = SV_T_WORD, .kind = (uint8_t) word, .serial = id };
	struct iovec iov[2] = { { &head, sizeof head }, { (void *) line, head.len } };
	struct msghdr message = { .msg_iov = iov, .msg_iovlen = line ? 2 : 1 };

	while (sendmsg(channel, &message, MSG_NOSIGNAL) < 0 && errno == EINTR) {
	}
}

__attribute__((format(printf, 2, 3))) static void tell(sv_word word, const char *format, ...)
{
	char line[SV_PATH_MAX + 300];
	va_list args;

	va_start(args, format);
	vsnprintf(line, sizeof line, format, args);
	va_end(args);
	say(word, 0, line);
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

/* --- sinks --- */

static void stuck(sv_sink *s, int error)
{
	char name[SV_PATH_MAX + 32];

	s->retry_ns = now_ns(CLOCK_MONOTONIC) + (error == EAGAIN ? RETRY_PIPE_NS : RETRY_NS);
	if (error == EAGAIN) { /* somebody reads slowly, which needs no words */
		s->error = s->error ? s->error : error;
		return;
	}
	if (s->error != error) {
		tell(SV_W_STUCK, "%s cannot be written: %s (errno %d); nothing is dropped: workers that print wait when their pipes are full", name_of(s, name, sizeof name),
			strerror(error), error);
	}
	s->error = error;
}

static void goes_on(sv_sink *s)
{
	char name[SV_PATH_MAX + 32];
	int error = s->error;

	s->error = 0;
	look_again = look_again || error;
	if (error && error != EAGAIN) {
		tell(SV_W_GOES_ON, "%s can be written again", name_of(s, name, sizeof name));
	}
}

static bool waits(const sv_sink *s)
{
	return s && s->error && now_ns(CLOCK_MONOTONIC) < s->retry_ns;
}

static void told_slow(sv_sink *s, int64_t took, int64_t now)
{
	char name[SV_PATH_MAX + 32];

	if (took >= SLOW_NS && (!s->slow_told_ns || now - s->slow_told_ns >= SLOW_AGAIN_NS)) {
		s->slow_told_ns = now;
		tell(SV_W_STUCK, "a write to %s took %.1f s; workers that print wait meanwhile when their pipes are full", name_of(s, name, sizeof name), (double) took / 1e9);
	}
}

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

/* --- batches --- */

/* Takes back from the journal, after a write or in the place of one who was killed, what it says of its stream. */
static void settle(feed *f)
{
	sv_sink *s = f->sink;

	f->tap.r->open = journal->open;
	f->tap.r->done = journal->taken;
	atomic_signal_fence(memory_order_seq_cst);
	journal->valid = 0;
	s->size += journal->len;
	s->torn = journal->open;
	s->open = journal->open ? f : NULL;
}

static bool write_batch(feed *f, size_t from)
{
	sv_sink *s = f->sink;
	int64_t began = now_ns(CLOCK_MONOTONIC), ended;
	int error = sv_sink_write(s, journal->bytes, journal->len, from);

	if (error) {
		journal->valid = 0;
		stuck(s, error);
		return false;
	}
	settle(f);
	goes_on(s);
	ended = now_ns(CLOCK_MONOTONIC);
	told_slow(s, ended - began, ended);
	return true;
}

/* A batch that the writer before was killed in: what is not yet in the file. */
static void resume(feed *f)
{
	sv_sink *s = f->sink;
	size_t from = 0;

	look_again = true;
	if (!s || f->tap.r->done == journal->taken) {
		journal->valid = 0;
		return;
	}
	if (sv_sink_open(s) == 0 && s->regular && s->dev == journal->dev && s->ino == journal->ino && s->size > journal->before) {
		from = s->size - journal->before < journal->len ? (size_t) (s->size - journal->before) : journal->len;
		s->size = journal->before;
	}
	(void) write_batch(f, from);
}

static void add(const char *bytes, size_t len)
{
	memcpy(journal->bytes + journal->len, bytes, len);
	journal->len += (uint32_t) len;
}

/* The priority in front of a message of syslog, and whose it is. */
static void add_syslog_head(const source *src, const feed *f, pid_t pid)
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

static void add_prefix(const source *src, const feed *f, pid_t pid)
{
	sv_origin o = { src->what.pool, src->what.slot, pid, f == &src->feed[1], now_ns(CLOCK_REALTIME) };
	char prefix[SV_PREFIX_MAX];
	int n = sv_output_prefix(src->what.to.prefix, &o, prefix, sizeof prefix);

	if (n > 0) {
		add(prefix, (size_t) n < sizeof prefix ? (size_t) n : sizeof prefix - 1);
	}
}

/* Puts as many pieces as there are, as fit and as may be written into the journal. How many bytes of the stream that takes. */
static size_t fill_journal(const source *src, const feed *f, const char *bytes, const sv_part *part, bool end)
{
	const sv_output *to = &src->what.to;
	bool own_lines = to->kind != SV_O_FILE, open = f->tap.r->open, whole;
	size_t max = own_lines ? SV_SHORT_MAX : SV_LINE_MAX, at = 0, len, room = to->kind == SV_O_INHERIT ? 4096 : SV_BATCH_MAX;

	if (part->first || f->sink->open != f) {
		open = false; /* the worker before ended in it, or somebody else's line came in between */
	}
	if (!open && f->sink->torn) {
		add("\n", 1);
	}
	while ((len = sv_line_next(bytes + at, part->len - at, max, part->last || end, &whole)) > 0 && journal->len + SV_PREFIX_MAX + len + 1 <= room) {
		uint32_t before = journal->len;
		bool open_before = open;

		if (to->kind == SV_O_SYSLOG) {
			add_syslog_head(src, f, part->pid);
		}
		if (!open) {
			add_prefix(src, f, part->pid);
		}
		if (to->strip) {
			journal->len += (uint32_t) sv_line_strip(bytes + at, len, journal->bytes + journal->len);
		} else {
			add(bytes + at, len);
		}
		at += len;
		open = !whole;
		if (open && (own_lines || (at == part->len && (part->last || end)))) {
			add("\n", 1);
			open = false;
		}
		if (to->kind == SV_O_FILE && to->max_bytes && f->sink->size + journal->len > to->max_bytes && at > len) {
			journal->len = before; /* the next file begins with this one */
			at -= len;
			open = open_before;
			break;
		}
		if (to->kind == SV_O_SYSLOG) {
			journal->len -= journal->bytes[journal->len - 1] == '\n';
			break;
		}
	}
	journal->open = open;
	return at;
}

/* Writes a batch. False: there is none, or the sink cannot take it. */
static bool write_some(source *src, feed *f, bool end)
{
	static char bytes[SV_STREAM_RING];
	sv_sink *s = f->sink;
	sv_part part;
	int64_t wall_s;
	size_t taken;
	int error;

	if (!s) {
		f->tap.r->done = f->tap.r->head;
		return false;
	}
	if (journal->valid) {
		return false; /* the writer before was killed in a batch of a stream that has not yet come */
	}
	part = sv_tap_peek(&f->tap, bytes, sizeof bytes);
	wall_s = now_ns(CLOCK_REALTIME) / SV_SECOND_NS;
	if (part.len == 0 && !(s->open == f && (part.first || end))) {
		return false;
	}
	error = sv_sink_prepare(s, 1, wall_s);
	if (error) {
		stuck(s, error);
		return false;
	}
	journal->len = 0;
	taken = fill_journal(src, f, bytes, &part, end);
	if (taken == 0 && (part.len > 0 || journal->len == 0)) {
		return false; /* at most the end of somebody else's line, which comes with the next one of this stream */
	}
	error = sv_sink_prepare(s, journal->len, wall_s);
	if (error) {
		stuck(s, error);
		return false;
	}
	journal->id = src->id;
	journal->stream = f == &src->feed[1];
	journal->dev = s->dev;
	journal->ino = s->regular ? s->ino : 0;
	journal->before = s->size;
	journal->taken = f->tap.r->done + taken;
	atomic_signal_fence(memory_order_seq_cst);
	journal->valid = 1;
	atomic_signal_fence(memory_order_seq_cst);
	return write_batch(f, 0);
}

/* False: there is nothing more to do for now. */
static bool serve(source *src, feed *f)
{
	ssize_t n = 0;
	int i;

	for (i = 0; i < FILLS_A_TURN; i++) {
		bool wrote = false, end;

		n = sv_tap_fill(&f->tap);
		end = f->closing && (n < 0 || f->tap.r->head >= f->last);
		while (!waits(f->sink) && write_some(src, f, end)) {
			wrote = true;
		}
		if (n <= 0 && !wrote) {
			return false;
		}
	}
	return true;
}

/* --- orders --- */

static source *find(uint32_t id)
{
	source *src = sources;

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

static source *add_source(uint32_t id, const sv_captured *what, const int *fds)
{
	source *src = calloc(1, sizeof *src);
	int i;

	if (!src) {
		_exit(255); /* a new one tries again, later */
	}
	src->id = id;
	src->what = *what;
	memcpy(src->fds, fds, sizeof src->fds);
	for (i = 0; i < 2; i++) {
		feed *f = &src->feed[i];

		f->sink = sink_for(&src->what.to, (unsigned) i);
		if (!sv_tap_open(&f->tap, fds[i], fds[i + 2]) || (!f->sink && what->to.kind != SV_O_NONE)) {
			_exit(255);
		}
	}
	src->next = sources;
	sources = src;
	if (journal->valid && journal->id == id) {
		resume(&src->feed[journal->stream]);
	}
	return src;
}

static void drop_source(source *src)
{
	source **link = &sources;
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

static bool is_done(const source *src)
{
	int i;

	for (i = 0; i < 2; i++) {
		const feed *f = &src->feed[i];

		if (!f->closing || f->tap.r->done != f->tap.r->head || f->tap.r->head < f->last) {
			return false;
		}
	}
	return true;
}

/* Writes what there is now; what somebody who is left over prints later is nobody's. */
static void close_source(source *src)
{
	int i;

	for (i = 0; i < 2; i++) {
		feed *f = &src->feed[i];

		f->closing = true;
		f->last = f->tap.r->head + sv_tap_waiting(&f->tap);
	}
}

static void look_at(source *src)
{
	(void) serve(src, &src->feed[0]);
	(void) serve(src, &src->feed[1]);
}

static void obey(const sv_errand *e, const sv_captured *what, const int *fds, int n)
{
	source *src = e->type == SV_W_OPEN ? NULL : find(e->id);
	sv_sink *s;

	switch ((sv_order_type) e->type) {
	case SV_W_JOURNAL:
		journal = n == 1 ? sv_linux_shared_map(fds[0], 0, sizeof *journal) : NULL;
		if (!journal) {
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

static bool can_read(const feed *f)
{
	return !(f->sink && f->sink->error) || f->tap.r->head - f->tap.r->done < SV_STREAM_RING;
}

static void collect(void)
{
	size_t n = 1;
	source *src;
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
	int64_t now = now_ns(CLOCK_MONOTONIC), left;
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
			tell(SV_W_STUCK, "\"%s.1\" is not compressed: %s (errno %d)", s->to.path, strerror(error), error);
		}
	}
}

static void serve_all(void)
{
	source *src, *next;
	bool all = look_again;
	size_t k = 1;

	look_again = false;

	/* In the order of collect(), before an order changes it. */
	for (src = sources; src; src = src->next, k += 2) {
		int i;

		for (i = 0; i < 2; i++) {
			feed *f = &src->feed[i];

			if (all || (k + (size_t) i < polled_len && polled[k + (size_t) i].revents) || f->closing || (f->sink && f->sink->error && !waits(f->sink))) {
				(void) serve(src, f);
			}
		}
	}
	for (src = sources; src; src = next) {
		next = src->next;
		if (is_done(src)) {
			say(SV_W_CLOSED, src->id, NULL);
			drop_source(src);
		}
	}
}

/* The master has gone: once more what there is, and no waiting for a disk that is full. */
static void last_round(void)
{
	source *src;

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
		if (poll(polled, (nfds_t) polled_len, obeyed || look_again ? 0 : patience()) < 0 && errno != EINTR) {
			_exit(255);
		}
		serve_all();
		compress();
		for (obeyed = false; take_order(); obeyed = true) {
		}
	}
	if (journal) {
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
