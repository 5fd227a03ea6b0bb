/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * raw_dispatch.c: the ceiling of bench/dispatch: jobs to forked children and their results back, over the transport of the extension and with nothing
 * else: a SOCK_STREAM socketpair a child, a head of 32 bytes before each payload, all frames that a child has room for in one sendmsg, all
 * replies to one read in one write, epoll in the master.
 *
 *     raw_dispatch WORKERS BYTES IN_FLIGHT JOBS
 *
 * The child answers with the payload. Prints one line: jobs, nanoseconds, and nanoseconds of CPU of the master.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define WORKERS_MAX 1024
#define IN_FLIGHT_MAX 256
#define SCRATCH (256 * 1024)
/* A child that does not answer for so long makes the program give up. */
#define PATIENCE_MS 30000

typedef struct head {
	uint32_t len, type;
	uint64_t serial, job, time;
} head;

_Static_assert(sizeof(head) == 32, "as the extension's");

typedef struct worker {
	pid_t pid;
	int fd;
	uint32_t in_flight, unsent; /* unsent: of those in flight, not yet written as a whole */
	size_t written;             /* of the first of these */
	head in;                    /* the reply that is being read */
	size_t in_got, body_left;
	int wants_write;
} worker;

static worker workers[WORKERS_MAX];
static int n_workers, epoll_fd;
static uint32_t payload_len, in_flight_max;
static uint64_t to_send, to_get;
static char *payload, scratch[SCRATCH];
static head heads[IN_FLIGHT_MAX];

static void fail(const char *what)
{
	int i;

	fprintf(stderr, "raw_dispatch: %s: %s\n", what, strerror(errno));
	for (i = 0; i < n_workers; i++) {
		kill(workers[i].pid, SIGKILL);
	}
	_exit(1);
}

static int64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

static int64_t cpu(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return (u.ru_utime.tv_sec + u.ru_stime.tv_sec) * INT64_C(1000000000) + (u.ru_utime.tv_usec + u.ru_stime.tv_usec) * INT64_C(1000);
}

/* --- the child --- */

static void write_all(int fd, const char *from, size_t n)
{
	while (n > 0) {
		ssize_t sent = send(fd, from, n, MSG_NOSIGNAL);

		if (sent < 0) {
			if (errno == EINTR) {
				continue;
			}
			_exit(1);
		}
		from += sent;
		n -= (size_t) sent;
	}
}

/* Answers all whole frames of what it has read in one write. */
static void child(int fd)
{
	size_t frame = sizeof(head) + payload_len, size = frame > 64 * 1024 ? 2 * frame : 128 * 1024, have = 0;
	char *in = malloc(size), *out = malloc(size);

	if (!in || !out) {
		_exit(1);
	}
	for (;;) {
		ssize_t n = recv(fd, in + have, size - have, 0);
		size_t at = 0;

		if (n < 0 && errno == EINTR) {
			continue;
		}
		if (n <= 0) {
			_exit(0);
		}
		have += (size_t) n;
		while (have - at >= sizeof(head)) {
			head h;

			memcpy(&h, in + at, sizeof h);
			if (have - at < sizeof h + h.len) {
				break;
			}
			memcpy(out + at, &h, sizeof h);
			memcpy(out + at + sizeof h, in + at + sizeof h, h.len);
			at += sizeof h + h.len;
		}
		if (at > 0) {
			write_all(fd, out, at);
			memmove(in, in + at, have - at);
			have -= at;
		}
	}
}

static void start(int i)
{
	struct epoll_event e = { .events = EPOLLIN, .data.u32 = (uint32_t) i };
	int pair[2];
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
		fail("socketpair");
	}
	pid = fork();
	if (pid < 0) {
		fail("fork");
	}
	if (pid == 0) {
		int k;

		prctl(PR_SET_PDEATHSIG, SIGKILL);
		for (k = 0; k < i; k++) {
			close(workers[k].fd);
		}
		close(pair[0]);
		child(pair[1]);
	}
	close(pair[1]);
	workers[i] = (worker) { .pid = pid, .fd = pair[0] };
	n_workers++;
	if (fcntl(pair[0], F_SETFL, O_NONBLOCK) != 0 || epoll_ctl(epoll_fd, EPOLL_CTL_ADD, pair[0], &e) != 0) {
		fail("epoll_ctl");
	}
}

/* --- the master --- */

static void want_write(worker *w, int on)
{
	struct epoll_event e = { .events = EPOLLIN | (on ? EPOLLOUT : 0), .data.u32 = (uint32_t) (w - workers) };

	if (w->wants_write != on) {
		w->wants_write = on;
		if (epoll_ctl(epoll_fd, EPOLL_CTL_MOD, w->fd, &e) != 0) {
			fail("epoll_ctl");
		}
	}
}

static void refill(worker *w)
{
	size_t frame = sizeof(head) + payload_len;

	while (w->in_flight < in_flight_max && to_send > 0) {
		w->in_flight++;
		w->unsent++;
		to_send--;
	}
	while (w->unsent > 0) {
		struct iovec iov[2 * IN_FLIGHT_MAX];
		struct msghdr message = { .msg_iov = iov };
		size_t skip = w->written;
		ssize_t sent;
		uint32_t i;

		for (i = 0; i < w->unsent; i++) {
			size_t of_head = skip < sizeof(head) ? skip : sizeof(head), of_body = skip - of_head;

			heads[i] = (head) { .len = payload_len, .type = 1, .serial = i, .job = to_send };
			iov[2 * i] = (struct iovec) { (char *) &heads[i] + of_head, sizeof(head) - of_head };
			iov[2 * i + 1] = (struct iovec) { payload + of_body, payload_len - of_body };
			skip = 0;
		}
		message.msg_iovlen = 2 * (size_t) w->unsent;
		sent = sendmsg(w->fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
		if (sent < 0) {
			if (errno == EAGAIN) {
				want_write(w, 1);
				return;
			}
			fail("sendmsg");
		}
		w->unsent -= (uint32_t) ((w->written + (size_t) sent) / frame);
		w->written = (w->written + (size_t) sent) % frame;
	}
	want_write(w, 0);
}

/* Counts whole replies. */
static void read_replies(worker *w)
{
	const char *at = scratch;
	ssize_t n = recv(w->fd, scratch, SCRATCH, MSG_DONTWAIT);

	if (n < 0 && errno == EAGAIN) {
		return;
	}
	if (n <= 0) {
		fail("recv");
	}
	while (n > 0) {
		size_t take = w->body_left ? w->body_left : sizeof(head) - w->in_got;

		take = take < (size_t) n ? take : (size_t) n;
		if (w->body_left) {
			w->body_left -= take;
		} else {
			memcpy((char *) &w->in + w->in_got, at, take);
			w->in_got += take;
			if (w->in_got == sizeof(head)) {
				w->body_left = w->in.len;
			}
		}
		at += take;
		n -= (ssize_t) take;
		if (w->in_got == sizeof(head) && w->body_left == 0) {
			w->in_got = 0;
			w->in_flight--;
			to_get--;
		}
	}
}

static void run(uint64_t jobs)
{
	int i;

	to_send = to_get = jobs;
	for (i = 0; i < n_workers; i++) {
		refill(&workers[i]);
	}
	while (to_get > 0) {
		struct epoll_event events[WORKERS_MAX];
		int n = epoll_wait(epoll_fd, events, WORKERS_MAX, PATIENCE_MS);

		if (n < 0 && errno == EINTR) {
			continue;
		}
		if (n <= 0) {
			fail("epoll_wait");
		}
		for (i = 0; i < n; i++) {
			worker *w = &workers[events[i].data.u32];

			if (events[i].events & ~(uint32_t) EPOLLOUT) {
				read_replies(w);
			}
			refill(w);
		}
	}
}

int main(int argc, char **argv)
{
	int count = argc == 5 ? atoi(argv[1]) : 0, i;
	int64_t began, took, cpu_began, cpu_took;
	uint64_t jobs;

	if (count < 1 || count > WORKERS_MAX || atoi(argv[3]) < 1 || atoi(argv[3]) > IN_FLIGHT_MAX) {
		fprintf(stderr, "usage: raw_dispatch WORKERS BYTES IN_FLIGHT JOBS\n");
		return 2;
	}
	payload_len = (uint32_t) strtoul(argv[2], NULL, 10);
	in_flight_max = (uint32_t) atoi(argv[3]);
	jobs = strtoull(argv[4], NULL, 10);
	payload = malloc(payload_len + 1);
	epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	if (!payload || epoll_fd < 0) {
		fail("start");
	}
	memset(payload, 'x', payload_len + 1);
	for (i = 0; i < count; i++) {
		start(i);
	}
	run(jobs / 20 + (uint64_t) count); /* to warm up */
	began = now();
	cpu_began = cpu();
	run(jobs);
	took = now() - began;
	cpu_took = cpu() - cpu_began;
	for (i = 0; i < n_workers; i++) {
		close(workers[i].fd);
	}
	while (wait(NULL) > 0 || errno == EINTR) {
	}
	printf("%llu %lld %lld\n", (unsigned long long) jobs, (long long) took, (long long) cpu_took);
	return 0;
}
