/* SPDX-License-Identifier: BSD-3-Clause */
/* stream.c: a pipe and its ring; see stream.h. */
#ifndef _GNU_SOURCE
# define _GNU_SOURCE
#endif
#include "core/stream.h"

#include "core/fds.h"
#include "core/linux.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define RING_FILE (SV_STREAM_RING + 4096)
#define PIPE_MAX (64 * 1024) /* what a pipe holds */
/* Looks at a ring that somebody is filling. A fill takes some us; one whose reader was killed in it stays odd until there is another one. */
#define LOOKS 64

_Static_assert(sizeof(sv_ring) <= RING_FILE - SV_STREAM_RING, "it has room behind the bytes");

int sv_stream_open(sv_stream *s, int at_least)
{
	int pair[2], error;

	if (sv_linux_pipe(pair, at_least) != 0) {
		return errno;
	}
	s->out = sv_fds_add(pair[0]);
	s->in = sv_fds_add(pair[1]);
	s->ring = sv_fds_add(sv_linux_memory_file("supervisor-output", RING_FILE, at_least));
	if (s->out < 0 || s->in < 0 || s->ring < 0 || fcntl(s->out, F_SETFL, O_NONBLOCK) != 0) {
		error = errno;
		sv_stream_close(s);
		return error;
	}
	return 0;
}

static void close_one(int *fd)
{
	if (*fd >= 0) {
		sv_fds_close(*fd);
	}
	*fd = -1;
}

void sv_stream_close(sv_stream *s)
{
	close_one(&s->in);
	close_one(&s->out);
	close_one(&s->ring);
}

/* The head when the file stands at `position`: no fill is as long as the ring. */
static uint64_t head_by(uint64_t head, off_t position)
{
	return head + ((uint64_t) position + SV_STREAM_RING - head % SV_STREAM_RING) % SV_STREAM_RING;
}

/* A ring and its pipe at one moment. */
typedef struct view {
	sv_ring r;
	uint64_t head;
	uint64_t total; /* with what is in the pipe */
} view;

static bool read_ring(const sv_stream *s, sv_ring *r)
{
	return pread(s->ring, r, sizeof *r, SV_STREAM_RING) == (ssize_t) sizeof *r;
}

static bool unchanged(const sv_stream *s, const view *v)
{
	sv_ring now;

	return read_ring(s, &now) && now.moving == v->r.moving;
}

/* False: somebody is filling it. Then it holds what can be known. */
static bool look(const sv_stream *s, view *v)
{
	int waiting = 0;

	if (!read_ring(s, &v->r)) {
		memset(v, 0, sizeof *v);
		return true;
	}
	v->head = head_by(v->r.head, lseek(s->ring, 0, SEEK_CUR));
	(void) ioctl(s->out, FIONREAD, &waiting);
	v->total = v->head + (uint64_t) waiting;
	return !(v->r.moving & 1) && unchanged(s, v);
}

static void look_until_it_rests(const sv_stream *s, view *v)
{
	int i;

	for (i = 0; !look(s, v) && i < LOOKS; i++) {
		sched_yield();
	}
}

uint64_t sv_stream_mark(const sv_stream *s, pid_t pid)
{
	sv_mark m;
	uint32_t n;
	view v;

	look_until_it_rests(s, &v);
	m = (sv_mark) { v.total, pid };
	n = v.r.marks_made;
	if (pwrite(s->ring, &m, sizeof m, (off_t) (SV_STREAM_RING + offsetof(sv_ring, marks) + n % SV_MARKS * sizeof m)) == (ssize_t) sizeof m) {
		n++;
		if (pwrite(s->ring, &n, sizeof n, SV_STREAM_RING + offsetof(sv_ring, marks_made)) != (ssize_t) sizeof n) {
			return v.total; /* memory is short: lines of two workers may meet */
		}
	}
	return v.total;
}

/* What is in the pipe, which stays there. */
static size_t peek_pipe(const sv_stream *s, char *buf)
{
	ssize_t n, got = 0;
	int pair[2];

	if (pipe2(pair, O_CLOEXEC | O_NONBLOCK) != 0) {
		return 0;
	}
	n = sv_linux_copy(s->out, pair[1], PIPE_MAX);
	if (n > 0) {
		got = read(pair[0], buf, PIPE_MAX);
	}
	close(pair[0]);
	close(pair[1]);
	return got > 0 ? (size_t) got : 0;
}

static size_t read_from_ring(const sv_stream *s, uint64_t from, uint64_t to, char *buf)
{
	size_t n = 0;

	while (from < to) {
		size_t at = from % SV_STREAM_RING, part = SV_STREAM_RING - at < to - from ? SV_STREAM_RING - at : (size_t) (to - from);

		if (pread(s->ring, buf + n, part, (off_t) at) != (ssize_t) part) {
			break;
		}
		n += part;
		from += part;
	}
	return n;
}

size_t sv_stream_tail(const sv_stream *s, uint64_t from, char *buf, size_t max)
{
	char *all = malloc(SV_STREAM_RING + PIPE_MAX);
	size_t n = 0, skip = 0;
	view v;
	int i;

	if (!all) {
		return 0;
	}
	for (i = 0; i <= LOOKS; i++) {
		bool rests = look(s, &v);
		uint64_t begin = v.head > SV_STREAM_RING ? v.head - SV_STREAM_RING : 0;

		begin = begin > from ? begin : from < v.head ? from : v.head;
		n = read_from_ring(s, begin, v.head, all);
		n += peek_pipe(s, all + n);
		skip = from > v.head ? (size_t) (from - v.head) : 0; /* what is in the pipe may be another one's, too */
		if (rests && unchanged(s, &v)) {
			break;
		}
		sched_yield();
	}
	skip = skip < n ? skip : n;
	if (n - skip > max) {
		skip = n - max;
	}
	memcpy(buf, all + skip, n - skip);
	free(all);
	return n - skip;
}

/* --- whoever reads --- */

bool sv_tap_open(sv_tap *t, int out, int ring)
{
	t->out = out;
	t->ring = ring;
	t->bytes = sv_linux_shared_map(ring, 0, RING_FILE);
	if (!t->bytes) {
		return false;
	}
	t->r = (sv_ring *) (void *) (t->bytes + SV_STREAM_RING);
	if (t->r->moving & 1) {
		t->r->head = head_by(t->r->head, lseek(ring, 0, SEEK_CUR));
		t->r->moving++;
	}
	return true;
}

void sv_tap_close(sv_tap *t)
{
	sv_linux_shared_free(t->bytes, RING_FILE);
	t->bytes = NULL;
}

ssize_t sv_tap_fill(sv_tap *t)
{
	uint64_t head = t->r->head;
	size_t room = SV_STREAM_RING - (size_t) (head - t->r->done), at = head % SV_STREAM_RING;
	ssize_t n;
	int error;

	room = room < SV_STREAM_RING - at ? room : SV_STREAM_RING - at;
	room = room < SV_STREAM_RING - 1 ? room : SV_STREAM_RING - 1; /* else the position would be where it was; see head_by() */
	if (room == 0) {
		return 0;
	}
	if (at == 0 && lseek(t->ring, 0, SEEK_SET) != 0) {
		return -1;
	}
	t->r->moving++;
	n = sv_linux_move(t->out, t->ring, room);
	error = errno;
	if (n > 0) {
		t->r->head = head + (uint64_t) n;
	}
	t->r->moving++;
	errno = n == 0 ? EAGAIN : error; /* no writer, which cannot be: the master has its end */
	return n > 0 ? n : -1;
}

size_t sv_tap_waiting(const sv_tap *t)
{
	int n = 0;

	(void) ioctl(t->out, FIONREAD, &n);
	return n > 0 ? (size_t) n : 0;
}

/* Whose output is at `at`, and where does it end? */
static uint64_t end_of(const sv_ring *r, uint64_t at, sv_part *p)
{
	uint32_t made = r->marks_made, i = made > SV_MARKS ? made - SV_MARKS : 0;

	for (; i < made; i++) {
		const sv_mark *m = &r->marks[i % SV_MARKS];

		if (m->at > at) {
			return m->at;
		}
		p->pid = (pid_t) m->pid;
		p->first = m->at == at;
	}
	return UINT64_MAX;
}

sv_part sv_tap_peek(const sv_tap *t, char *buf, size_t n)
{
	uint64_t head = t->r->head, done = t->r->done, end;
	size_t at = done % SV_STREAM_RING, first;
	sv_part p = { 0 };

	end = end_of(t->r, done, &p);
	p.len = (end < head ? end : head) - done;
	p.last = end <= head && p.len <= n;
	p.len = p.len < n ? p.len : n;
	first = SV_STREAM_RING - at < p.len ? SV_STREAM_RING - at : p.len;
	memcpy(buf, t->bytes + at, first);
	memcpy(buf + first, t->bytes, p.len - first);
	return p;
}

void sv_tap_done(sv_tap *t, size_t n, bool open)
{
	t->r->open = open;
	t->r->done += n;
}
