/* SPDX-License-Identifier: BSD-3-Clause */
/* test_stream.c: a pipe and its ring, with real ones; readers that die in the middle of a fill. */
#ifndef _GNU_SOURCE
# define _GNU_SOURCE
#endif
#include "unit.h"

#include "core/linux.h"
#include "core/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static sv_stream s;
static sv_tap t;

static void set_up(void)
{
	must(sv_stream_open(&s, 100) == 0);
	must(sv_tap_open(&t, s.out, s.ring));
}

static void tear_down(void)
{
	if (t.bytes) {
		sv_tap_close(&t);
	}
	sv_stream_close(&s);
}

static void print(const char *text)
{
	must(write(s.in, text, strlen(text)) == (ssize_t) strlen(text));
}

static void tail_is(uint64_t from, size_t max, const char *want)
{
	char buf[200];
	size_t n = sv_stream_tail(&s, from, buf, max);

	buf[n] = 0;
	cr_assert_str_eq(buf, want);
}

/* What comes next, of which all is done. */
static sv_part take(char *buf, size_t size)
{
	sv_part p = sv_tap_peek(&t, buf, size - 1);

	buf[p.len] = 0;
	sv_tap_done(&t, p.len, false);
	return p;
}

TestSuite(stream, .init = set_up, .fini = tear_down);

Test(stream, descriptors_are_high_and_close_on_exec)
{
	int fds[3] = { s.in, s.out, s.ring }, i;

	for (i = 0; i < 3; i++) {
		cr_assert_geq(fds[i], 100);
		cr_assert(fcntl(fds[i], F_GETFD) & FD_CLOEXEC);
	}
	cr_assert(!(fcntl(s.in, F_GETFL) & O_NONBLOCK), "who prints waits");
}

Test(stream, bytes_come_through)
{
	char buf[100];

	cr_assert_eq(sv_tap_fill(&t), -1);
	cr_assert_eq(errno, EAGAIN);
	print("hello");
	cr_assert_eq(sv_tap_waiting(&t), 5);
	cr_assert_eq(sv_tap_fill(&t), 5);
	cr_assert_eq(take(buf, sizeof buf).len, 5);
	cr_assert_str_eq(buf, "hello");
	cr_assert_eq(take(buf, sizeof buf).len, 0);
}

Test(stream, round_and_round)
{
	char chunk[1000], buf[SV_STREAM_RING + 1];
	uint64_t in = 0, out = 0;
	sv_part p;
	size_t i;

	while (out < 20 * SV_STREAM_RING) {
		size_t n = 1 + in % 997;

		for (i = 0; i < n; i++) {
			chunk[i] = (char) ((in + i) % 251);
		}
		must(write(s.in, chunk, n) == (ssize_t) n);
		in += n;
		while (sv_tap_fill(&t) > 0) {
		}
		p = sv_tap_peek(&t, buf, sizeof buf - 1);
		for (i = 0; i < p.len; i++) {
			must((unsigned char) buf[i] == (out + i) % 251);
		}
		p.len -= p.len % 3; /* some stay */
		sv_tap_done(&t, p.len, false);
		out += p.len;
	}
}

Test(stream, a_full_ring_takes_no_more)
{
	char buf[SV_STREAM_RING];
	size_t n = 0;
	ssize_t got;

	memset(buf, 'x', sizeof buf);
	must(write(s.in, buf, sizeof buf) == (ssize_t) sizeof buf && write(s.in, buf, 100) == 100);
	while ((got = sv_tap_fill(&t)) > 0) {
		n += (size_t) got;
	}
	cr_assert_eq(got, 0);
	cr_assert_eq(n, SV_STREAM_RING);
	sv_tap_done(&t, 10, false);
	cr_assert_eq(sv_tap_fill(&t), 10);
}

Test(stream, tails)
{
	char *big = malloc(40000);

	tail_is(0, 100, "");
	print("one\n");
	must(sv_tap_fill(&t) == 4);
	print("two\n"); /* in the pipe */
	tail_is(0, 100, "one\ntwo\n");
	tail_is(0, 6, "e\ntwo\n");
	tail_is(4, 100, "two\n");
	tail_is(6, 100, "o\n");
	tail_is(8, 100, "");
	tail_is(900, 100, "");
	cr_assert_eq(sv_tap_waiting(&t), 4, "it is still there");
	memset(big, 'y', 40000);
	must(write(s.in, big, 40000) == 40000);
	while (sv_tap_fill(&t) > 0) {
		sv_tap_done(&t, 1, false);
		t.r->done = t.r->head;
	}
	print("end");
	tail_is(0, 5, "yyend");
	cr_assert_eq(sv_stream_tail(&s, 0, big, 40000), SV_STREAM_RING + 3);
	free(big);
}

Test(stream, marks_part_workers)
{
	char buf[100];
	sv_part p;

	cr_assert_eq(sv_stream_mark(&s, 7), 0);
	print("of seven\nrest");
	cr_assert_eq(sv_stream_mark(&s, 0), 13);
	cr_assert_eq(sv_stream_mark(&s, 8), 13);
	print("of eight\n");
	while (sv_tap_fill(&t) > 0) {
	}
	p = take(buf, sizeof buf);
	cr_assert_str_eq(buf, "of seven\nrest");
	cr_assert(p.pid == 7 && p.first && p.last);
	p = sv_tap_peek(&t, buf, 3);
	cr_assert(p.pid == 8 && p.first && !p.last && p.len == 3);
	sv_tap_done(&t, 3, false);
	p = take(buf, sizeof buf);
	cr_assert(p.pid == 8 && !p.first && !p.last && p.len == 6);
}

Test(stream, many_marks)
{
	char buf[100];
	sv_part p;
	int i;

	for (i = 1; i <= 3 * SV_MARKS; i++) {
		sv_stream_mark(&s, i);
		print("x");
	}
	while (sv_tap_fill(&t) > 0) {
	}
	for (i = 1; i <= 2 * SV_MARKS; ) {
		i += (int) take(buf, sizeof buf).len; /* whose they were is forgotten */
	}
	for (; i <= 3 * SV_MARKS; i++) {
		p = take(buf, sizeof buf);
		cr_assert_eq(p.pid, i);
		cr_assert_eq(p.len, 1);
	}
}

/* A reader that was killed between the move and the count: as the kernel leaves it. */
Test(stream, a_fill_that_was_cut_off_is_found_by_the_position)
{
	char buf[SV_STREAM_RING];
	int i;

	for (i = 0; i < 100; i++) {
		size_t n = (size_t) (1 + i * 379 % 9000), room = SV_STREAM_RING - t.r->head % SV_STREAM_RING;
		uint64_t head = t.r->head;
		ssize_t moved;

		memset(buf, 'a' + i % 26, sizeof buf);
		must(write(s.in, buf, n) == (ssize_t) n);
		t.r->moving++;
		if (room == SV_STREAM_RING) {
			must(lseek(s.ring, 0, SEEK_SET) == 0);
		}
		moved = sv_linux_move(s.out, s.ring, room);
		must(moved > 0);
		sv_tap_close(&t);
		must(sv_tap_open(&t, s.out, s.ring));
		cr_assert_eq(t.r->head, head + (uint64_t) moved);
		cr_assert(!(t.r->moving & 1));
		t.r->done = t.r->head;
		while (sv_tap_fill(&t) > 0) {
			t.r->done = t.r->head;
		}
	}
}

/* And one that is killed whenever it comes: all bytes arrive, in their order. */
Test(stream, readers_that_are_killed_lose_nothing)
{
	uint64_t seen = 0, total = 400000;
	char buf[SV_STREAM_RING];
	pid_t printer;
	int i;

	printer = unit_fork();
	if (printer == 0) {
		uint64_t n;

		for (n = 0; n < total; n++) {
			char c = (char) (n % 251);

			if (write(s.in, &c, 1) != 1) {
				_exit(1);
			}
		}
		_exit(0);
	}
	sv_tap_close(&t);
	while (seen < total) {
		pid_t reader = unit_fork();

		if (reader == 0) {
			if (!sv_tap_open(&t, s.out, s.ring)) {
				_exit(1);
			}
			for (;;) {
				(void) sv_tap_fill(&t);
			}
		}
		usleep((useconds_t) (300 + seen % 700));
		kill(reader, SIGKILL);
		must(waitpid(reader, NULL, 0) == reader);
		must(sv_tap_open(&t, s.out, s.ring));
		for (;;) {
			sv_part p = sv_tap_peek(&t, buf, sizeof buf);

			for (i = 0; i < (int) p.len; i++) {
				must((unsigned char) buf[i] == (seen + (uint64_t) i) % 251);
			}
			seen += p.len;
			sv_tap_done(&t, p.len, false);
			if (p.len == 0) {
				break;
			}
		}
		sv_tap_close(&t);
	}
	cr_assert_eq(seen, total);
	must(waitpid(printer, &i, 0) == printer && i == 0);
}
